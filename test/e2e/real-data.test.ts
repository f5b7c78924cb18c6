import { createTestDatabase, testPool } from '../../src/testing';
import { projectRoot } from '../architecture/source-files';
import { publishedTotals } from '../helpers/oracle';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';
import { blocksOf } from '../helpers/readme';
import { run } from '../helpers/run';
import { describeSharedData, sharedData } from '../helpers/shared-data';

/** The walk of the README, as it stands there. */
const walk = blocksOf('README.md').filter(({ needs }) => needs === 'shared-data');
const textOf = (language: string): string => walk.find((block) => block.language === language)?.text ?? '';

/** What the published totals count too; their rows are few. */
const research =
  'npx rapport import us-open-data.open-payments-research ../shared/data/open_payments/op_research_iowa_2013_2015.csv';

interface Physician {
  readonly displayName: string;
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  readonly timeline: { readonly totalCount: number; readonly nodes: readonly { readonly channel: string }[] };
  readonly relationshipValue: {
    readonly value: number;
    readonly components: readonly Component[];
  };
}

interface Component {
  readonly id: string;
  readonly value: number;
  readonly byPlugin: readonly { readonly value: number }[];
  readonly byEvent: readonly { readonly value: number }[];
}

const question = `query Physician($npi: String!) {
  customerByIdentifier(system: "us-npi", value: $npi) {
    displayName
    identifiers { system value }
    timeline(first: 200) { totalCount nodes { channel type occurredAt } }
    ledgerSummary { currency net { minorUnits } lines { kind basis amount { minorUnits } entries } }
    relationshipValue(asOf: "2016-01-01T00:00:00Z") {
      value
      components { id value byPlugin: contributions(by: PLUGIN) { value } byEvent: contributions(by: EVENT, first: 200) { value } }
    }
  }
}`;

describeSharedData('the walk of the README through the public record', 4, () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let platform: PlatformProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    for (const command of [...textOf('sh').trim().split('\n'), research]) await carriedOut(command);
    platform = await startPlatform({ DATABASE_URL: database.url });
  }, 600_000);

  afterAll(async () => {
    await platform?.stop();
    await database?.drop();
  });

  it('ends with the answer to its question', async () => {
    const { data, errors } = await platform.graphql<{ readonly customerByIdentifier: Physician }>(textOf('graphql'));
    expect(errors).toBeUndefined();
    expect(data?.customerByIdentifier).toMatchObject({ displayName: expect.any(String) });
    expect(data?.customerByIdentifier.timeline.totalCount).toBeGreaterThan(0);
  });

  it('answers with one physician: who, what happened in several channels, money, and a value whose parts add up', async () => {
    const npi = await npiWithContactsInTwoChannels();
    const { data, errors } = await platform.graphql<{ readonly customerByIdentifier: Physician }>(question, { npi });
    expect(errors).toBeUndefined();
    const physician = data?.customerByIdentifier;
    expect(physician?.identifiers).toContainEqual({ system: 'us-npi', value: npi });
    expect(new Set(physician?.timeline.nodes.map((node) => node.channel)).size).toBeGreaterThan(1);
    const value = physician?.relationshipValue.value ?? Number.NaN;
    expect(value).not.toBe(0);
    for (const component of physician?.relationshipValue.components ?? []) {
      expect(sum(component.byPlugin)).toBeCloseTo(component.value, 9);
      expect(sum(component.byEvent)).toBeCloseTo(component.value, 9);
    }
  });

  it('holds every payment of every physician, to the cent of what was published', async () => {
    const totals = await publishedTotals();
    const stored = await storedTotals();
    const differing = totals.filter((total) => {
      const ours = stored.get(total.profile);
      return ours?.cents !== total.cents || ours.entries !== total.general + total.research;
    });
    expect(totals.length).toBeGreaterThan(200);
    expect(differing).toEqual([]);
  });

  it('changes nothing when a file is imported again', async () => {
    const before = await storedTotals();
    await carriedOut(research);
    expect(await storedTotals()).toEqual(before);
  }, 60_000);

  async function carriedOut(command: string): Promise<void> {
    const { code, stdout, stderr } = await run('bash', ['-c', command.replaceAll('../shared/data', sharedData)], {
      ...{ cwd: projectRoot, env: { DATABASE_URL: database.url } },
    });
    expect(`${command}: ${code === 0 ? 'ok' : stdout + stderr}`).toBe(`${command}: ok`);
  }

  const sum = (lines: readonly { readonly value: number }[]): number =>
    lines.reduce((total, line) => total + line.value, 0);

  async function npiWithContactsInTwoChannels(): Promise<string> {
    const [row] = await testPool(database.url, (pool) =>
      pool
        .query<{ value: string }>(`select n.value from core.customer_identifier n
        join core.interaction i using (customer_id)
        where n.system = 'us-npi' group by n.value having count(distinct i.channel) > 1 and count(*) < 150 order by count(*) desc, n.value limit 1`)
        .then((result) => result.rows),
    );
    if (row === undefined) throw new Error('No physician with an NPI has contacts in two channels.');
    return row.value;
  }

  async function storedTotals(): Promise<ReadonlyMap<string, { readonly cents: number; readonly entries: number }>> {
    const rows = await testPool(database.url, (pool) =>
      pool
        .query<{
          profile: string;
          cents: string;
          entries: number;
        }>(`select p.value as profile, -sum(l.amount_minor) as cents, count(*)::int as entries
        from core.customer_identifier p join core.ledger_entry l using (customer_id)
        where p.system = 'us-open-payments-profile' and l.kind = 'value_transfer' and l.retracted_at is null group by p.value`)
        .then((result) => result.rows),
    );
    return new Map(rows.map((row) => [row.profile, { cents: Number(row.cents), entries: row.entries }]));
  }
});
