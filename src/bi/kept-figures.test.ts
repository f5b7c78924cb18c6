import { type DomainApi, openDomain } from '../../test/helpers/domain-api';
import type { InteractionRecord, Reader, Statement } from '../sdk';
import { foldGroups, reconcileGroups } from './groups/groups.store';
import { KeptTexts } from './kept-texts';
import { readMetricsText } from './metrics.store';
import { everyRow, type MetricsFilter, type MetricsQuestion } from './metrics-question';
import type { MetricsTextRow } from './metrics-text.sql';

const record = (key: string, count = 1): InteractionRecord => ({
  ...{ kind: 'interaction', source: 'calls', sourceKey: key, type: 'call.held', occurredAt: '2025-02-03T10:00:00Z' },
  ...{ customer: [{ system: 'crm', value: 'c' }], count, details: { minutes: 5 }, brand: 'BX' },
});

const question = (filter: MetricsFilter = {}, summable = everyRow): MetricsQuestion => ({
  ...{ dimensions: ['PERIOD', 'CHANNEL'], grain: 'MONTH', filter, summable: () => summable },
});

const fields = ['channel', 'count'].map((name) => ({ name, responseKey: name, below: null }));
const asked = { measures: ['COUNT'], fields, mostRows: 100 };

describe('figures that are kept', () => {
  let api: DomainApi;
  let kept: KeptTexts;
  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation { upsertBrand(input: { code: "BX", name: "Brand X" }) { status }
      upsertCustomer(input: { source: "s", sourceKey: "c", kind: PROFESSIONAL, name: { family: "N" },
        identifiers: [{ system: "crm", value: "c" }] }) { status } }`);
    await take('first');
  });
  beforeEach(() => {
    kept = new KeptTexts();
  });
  afterAll(() => api.close());

  const take = (key: string, count?: number) =>
    api.ingest.take([{ record: record(key, count), position: { line: 1 } }], {
      ...{ id: 'mutation', repeats: 'correct', snapshots: 'later' },
    });
  const write = (text: string) => api.database.transaction((writer) => writer.execute({ text }));

  /** The number of contacts, and whether the database made the text or said that it would be the same. */
  async function ask(of = question()): Promise<{ readonly contacts: number; readonly from: 'database' | 'kept' }> {
    const answers: MetricsTextRow[] = [];
    const reader: Reader = {
      query: async <Row extends object>(statement: Statement) => {
        const rows = await api.database.reader().query<Row>(statement);
        answers.push(...(rows as readonly object[] as readonly MetricsTextRow[]));
        return rows;
      },
    };
    const text = await readMetricsText(reader, of, asked, kept);
    const [row] = JSON.parse(`[${text ?? ''}]`) as readonly { readonly count: number }[];
    expect(answers).toHaveLength(1);
    return { contacts: row?.count ?? 0, from: answers[0]?.text === null ? 'kept' : 'database' };
  }

  it('are answered again while nothing has happened', async () => {
    const { contacts } = await ask();

    expect(contacts).toBeGreaterThan(0);
    expect(await ask()).toEqual({ contacts, from: 'kept' });
    expect(await ask(question({ channels: ['none'] }))).toEqual({ contacts: 0, from: 'database' });
  });

  it('are made anew after a contact, a correction of one and its retraction', async () => {
    const { contacts } = await ask();
    await take('corrected', 3);
    expect(await ask()).toEqual({ contacts: contacts + 3, from: 'database' });
    await take('corrected', 2);
    expect(await ask()).toEqual({ contacts: contacts + 2, from: 'database' });
    await write(`delete from core.rollup_customer_month where customer_id = (select min(id) from core.customer)`);
    expect(await ask()).toEqual({ contacts: 0, from: 'database' });
    await take('corrected', 1);
  });

  it('are made anew when changes have been added up and as many others appended', async () => {
    await api.database.transaction(foldGroups);
    await take('before');
    const { contacts } = await ask();
    await api.database.transaction(foldGroups);
    await take('after', 5);

    expect(await ask()).toEqual({ contacts: contacts + 5, from: 'database' });
  });

  it('are made anew when the groups are empty, and were before', async () => {
    await api.database.transaction(foldGroups);
    const { contacts } = await ask();
    await take('between', 4);
    await api.database.transaction(foldGroups);

    expect(await ask()).toEqual({ contacts: contacts + 4, from: 'database' });
  });

  it('stay when the job that adds up found nothing', async () => {
    await api.database.transaction(foldGroups);
    const { contacts } = await ask();
    await api.database.transaction(foldGroups);

    expect(await ask()).toEqual({ contacts, from: 'kept' });
  });

  it('are made anew when somebody has changed groups by hand, and when that was put right', async () => {
    await api.database.transaction(foldGroups);
    const { contacts } = await ask();
    await write('update core.contact_group set interactions = interactions + 1');
    expect(await ask()).toEqual({ contacts: contacts + 1, from: 'database' });
    await write('truncate core.contact_group');
    expect(await ask()).toEqual({ contacts: 0, from: 'database' });
    await api.database.transaction(reconcileGroups);
    expect(await ask()).toEqual({ contacts, from: 'database' });
  });

  it('are not those that somebody saw within a transaction that was undone', async () => {
    const { contacts } = await ask();
    const undone = api.database.unitOfWork(async () => {
      await take('undone', 7);
      expect(await ask()).toEqual({ contacts: contacts + 7, from: 'database' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await take('done', 2);

    expect(await ask()).toEqual({ contacts: contacts + 2, from: 'database' });
  });

  it.each([
    ['for who may see some customers only', question({}, 'r.customer_id > 0')],
    ['when brands are named by codes, which may become those of others', question({ brands: ['BX'] })],
  ])('are none %s', async (_case, of) => {
    const { contacts } = await ask(of);

    expect(await ask(of)).toEqual({ contacts, from: 'database' });
  });
});
