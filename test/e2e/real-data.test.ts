import { join } from 'node:path';
import { createTestDatabase, testPool } from '../../src/testing';
import { projectRoot } from '../architecture/source-files';
import { publishedTotals } from '../helpers/oracle';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';
import { run } from '../helpers/run';
import { describeSharedData, sharedFile } from '../helpers/shared-data';

/** The imports of the README's walk, in its order, with the items that must be accepted. */
const imports = [
  ['us-open-data.nppes', 'nppes/npidata_raw_330col.csv'],
  ['us-open-data.part-d-providers', 'part_d/partd_2023_by_provider.csv'],
  ['us-open-data.part-d-open-payments-providers', 'part_d/partd_openpay_provider_2013_2014.csv'],
  ['us-open-data.profile-npi-crosswalk', 'part_d/op_profile_npi_crosswalk.csv'],
  ['us-open-data.open-payments-physicians', 'open_payments/op_physician_totals_iowa.csv'],
  ['us-open-data.open-payments-general', 'open_payments/op_general_iowa_2013_2015.csv'],
  ['us-open-data.open-payments-research', 'open_payments/op_research_iowa_2013_2015.csv'],
] as const;

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

describeSharedData('the walk through the public record', 3, () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let platform: PlatformProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    for (const [importer, file] of imports) {
      const command = [join(projectRoot, 'dist/src/cli/rapport.js'), 'import', importer, sharedFile(file)];
      const result = await run(process.execPath, command, { cwd: projectRoot, env: { DATABASE_URL: database.url } });
      if (result.code !== 0) throw new Error(`${importer}: ${result.stdout}${result.stderr}`);
    }
    platform = await startPlatform({ DATABASE_URL: database.url });
  }, 600_000);

  afterAll(async () => {
    await platform?.stop();
    await database?.drop();
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
    const [importer, file] = ['us-open-data.open-payments-research', 'open_payments/op_research_iowa_2013_2015.csv'];
    const command = [join(projectRoot, 'dist/src/cli/rapport.js'), 'import', importer, sharedFile(file)];
    const result = await run(process.execPath, command, { cwd: projectRoot, env: { DATABASE_URL: database.url } });
    expect(result.code).toBe(0);
    expect(await storedTotals()).toEqual(before);
  }, 60_000);

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
