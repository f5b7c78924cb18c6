import fc from 'fast-check';
import { type DomainApi } from '../../../test/helpers/domain-api';
import { mutationDoor } from '../../../test/helpers/intake-fixture';
import { asItems, openWithNotes } from '../../../test/helpers/marked-person';
import { propertyRuns } from '../../../test/helpers/property-runs';
import { privacyKeys } from '../keys/privacy-keys';
import { erasePerson } from './erase';

interface Happening {
  readonly who: 'gone' | 'stays' | 'both';
  readonly kind: 'note' | 'money' | 'need' | 'tie' | 'consent';
  readonly day: number;
  readonly pages: number;
  readonly close: boolean;
  /** The record first named the other one, and was corrected. */
  readonly movedFrom: boolean;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  who: fc.constantFrom('gone', 'stays', 'both'),
  kind: fc.constantFrom('note', 'note', 'note', 'money', 'need', 'tie', 'consent'),
  day: fc.integer({ min: 1, max: 28 }),
  pages: fc.constantFrom(0, 1, 2.5, 7),
  close: fc.boolean(),
  movedFrom: fc.constantFrom(false, false, false, true),
});

let api: DomainApi;
let runs = 0;
beforeAll(async () => {
  api = await openWithNotes();
});
afterAll(() => api.close());

const keys = (run: string, name: string) => [{ system: 'crm', value: `${run}-${name}` }];
const customer = (run: string, name: string): object => ({
  ...{
    kind: 'customer',
    source: run,
    sourceKey: name,
    customerKind: 'professional',
    name: { family: `${run}-${name}` },
  },
  identifiers: keys(run, name),
});

function recordOf(run: string, index: number, name: string, { kind, day, pages, close }: Happening): object {
  const at = `2026-10-${String(day).padStart(2, '0')}`;
  const key = { source: run, sourceKey: `${index}-${name}`, customer: keys(run, name) };
  switch (kind) {
    case 'note': {
      const note = { type: 'note.taken', occurredAt: `${at}T10:00:00Z`, details: { note: 'n', pages } };
      return { kind: 'interaction', ...key, ...note, ...(close && { channelPermission: 'close' }) };
    }
    case 'money':
      return { kind: 'ledger', ...key, occurredOn: at, entry: 'revenue', amountMinor: day * 100, currency: 'EUR' };
    case 'need':
      return { kind: 'need', ...key, need: 'request', topic: 't', raisedAt: `${at}T10:00:00Z` };
    case 'tie':
      return { kind: 'affiliation', ...key, other: keys(run, 'third'), role: 'member', since: at };
    case 'consent':
      return { kind: 'consent', ...key, state: 'granted', proof: { how: 'form' }, validFrom: `${at}T00:00:00Z` };
  }
}

/** Some records come first with the name of somebody else, as sources do before they correct themselves. */
function recordsOf(run: string, all: readonly Happening[], names: readonly string[]): readonly object[] {
  return all.flatMap((what, index) =>
    names
      .filter((name) => what.who === 'both' || what.who === name)
      .flatMap((name) => {
        const last = recordOf(run, index, name, what);
        const first = { ...recordOf(run, index, name, what), customer: keys(run, name === 'gone' ? 'stays' : 'third') };
        return what.movedFrom && what.kind === 'note' && name === 'gone' ? [first, last] : [last];
      }),
  );
}

async function take(run: string, records: readonly object[]): Promise<void> {
  for (const record of records) await api.ingest.take(asItems(record), mutationDoor);
  expect(run).not.toBe('');
}

describe('the state after an erasure', () => {
  it('equals that of a system that never saw the person', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 9 }), async (all) => {
        runs += 1;
        const never = `never${runs}`;
        await take(never, [customer(never, 'stays'), customer(never, 'third'), ...recordsOf(never, all, ['stays'])]);
        const seen = `seen${runs}`;
        const people = ['stays', 'third', 'gone'].map((name) => customer(seen, name));
        await take(seen, [...people, ...recordsOf(seen, all, ['gone', 'stays'])]);
        const gone = await idOf(seen, 'gone');
        await erasePerson(
          { database: api.database, registry: api.kernel.registry, privacyKeys: () => privacyKeys('k'.repeat(32)) },
          { customerId: gone, ground: 'request', requestedBy: 'test', at: new Date('2026-11-21T12:00:00Z') },
        );
        expect(await stateOf(seen)).toEqual(await stateOf(never));
        expect(await figuresOf(seen)).toEqual(await figuresOf(never));
      }),
      { numRuns: propertyRuns(12) },
    );
  }, 120_000);
});

async function idOf(run: string, name: string): Promise<number> {
  const [row] = await api.database.reader().query<{ id: number }>({
    text: `select customer_id as id from core.customer_identifier where system = 'crm' and value = $1`,
    values: [`${run}-${name}`],
  });
  return row?.id ?? 0;
}

/** Everything kept on those who stay, without the numbers and ids that differ between runs. */
function stateOf(run: string): Promise<readonly object[]> {
  return api.database.reader().query({
    text: `with mine as (select id, replace(family_name, $1 || '-', '') as name from core.customer where family_name like $1 || '-%')
      select m.name, s.what, s.state from mine m join (
        select customer_id, 'contact' as what, concat_ws(' ', type, occurred_at, details, retracted_at, revision, against_closure) as state from core.interaction
        union all select customer_id, 'said', concat_ws(' ', signal, occurred_at, amount, q30, retracted_at) from core.contribution
        union all select customer_id, 'bucket', concat_ws(' ', signal, half_life, epoch, q30, n) from core.bucket
        union all select customer_id, 'month', concat_ws(' ', month, type, interactions, cost_minor) from core.rollup_customer_month
        union all select customer_id, 'measure', concat_ws(' ', month, measure, value) from core.measure_month
        union all select customer_id, 'money', concat_ws(' ', occurred_on, kind, amount_minor, retracted_at) from core.ledger_entry
        union all select customer_id, 'need', concat_ws(' ', kind, topic, raised_at) from core.need
        union all select customer_id, 'tie', concat_ws(' ', role, since) from core.affiliation_side
        union all select customer_id, 'consent', concat_ws(' ', state, valid_from, retracted_at) from core.consent
        union all select customer_id, 'closed', concat_ws(' ', channel, closed_at) from core.channel_closure
        union all select customer_id, 'key', concat_ws(' ', source_key, kind, revision) from core.intake_claim
        union all select customer_id, 'value', concat_ws(' ', engagement, reciprocity, service, durability, money, grade) from core.customer_value
      ) s on s.customer_id = m.id order by 1, 2, 3`,
    values: [run],
  });
}

/** Sums over everybody of the run, as the BI views give them. */
function figuresOf(run: string): Promise<readonly object[]> {
  return api.database.reader().query({
    text: `select r.measure, r.month, sum(r.value) as value, count(distinct r.customer_id) as customers
      from core.measure_month r where r.customer_id in (
        select customer_id from core.intake_claim where source = $1)
      group by 1, 2 order by 1, 2`,
    values: [run],
  });
}
