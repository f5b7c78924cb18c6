import { readFileSync } from 'node:fs';
import type { CustomerRecord, Importer, IntakeRecord, LedgerLine } from 'rapport/sdk';
import { nppesImporter } from './nppes/importer';
import { crosswalkImporter } from './open-payments/crosswalk';
import { openPaymentsGeneralImporter } from './open-payments/general';
import { openPaymentsPhysiciansImporter } from './open-payments/physicians';
import { openPaymentsProfilesImporter } from './open-payments/profiles';
import { openPaymentsResearchImporter } from './open-payments/research';
import { partDDrugsImporter } from './part-d/drugs';
import { partDLinkedProvidersImporter } from './part-d/linked-providers';
import { partDProvidersImporter } from './part-d/providers';
import { describeSharedData, importShared, sharedFile } from './testing/shared-data';

interface Tally {
  readonly counts: Readonly<Record<string, number>>;
  readonly customers: readonly CustomerRecord[];
}

/** Counts records by kind (interactions by type) and rejections by code. */
async function tally(importer: Importer, name: string): Promise<Tally> {
  const counts: Record<string, number> = {};
  const customers: CustomerRecord[] = [];
  for await (const item of importShared(importer, name)) {
    const key = 'record' in item ? keyOf(item.record) : item.rejected.code;
    counts[key] = (counts[key] ?? 0) + 1;
    if ('record' in item && item.record.kind === 'customer') customers.push(item.record);
  }
  return { counts, customers };
}

function keyOf(record: IntakeRecord): string {
  return record.kind === 'interaction' ? record.type : record.kind;
}

interface Sum {
  cents: number;
  records: number;
}

/** Adds the value transfers of a file to sums per `<system>/<value>` of the recipient. */
async function addTransfers(importer: Importer, name: string, sums: Map<string, Sum>): Promise<void> {
  for await (const item of importShared(importer, name)) {
    if (!('record' in item)) throw new Error(`line ${item.position.line}: ${item.rejected.reason}`);
    const { record } = item;
    if (record.kind !== 'interaction' && record.kind !== 'ledger') continue;
    const lines: readonly LedgerLine[] = record.kind === 'ledger' ? [record] : (record.ledger ?? []);
    const key = record.customer.map(({ system, value }) => `${system}/${value}`).join();
    const sum = sums.get(key) ?? { cents: 0, records: 0 };
    for (const line of lines) sum.cents += line.amountMinor;
    sum.records += 1;
    sums.set(key, sum);
  }
}

describeSharedData('the public data slices', {
  'NPPES with 330 columns gives 493 persons, 128 organisations and 49 deactivated numbers': async () => {
    const { counts, customers } = await tally(nppesImporter, 'nppes/npidata_raw_330col.csv');
    expect(counts).toEqual({ customer: 670 });
    const stated = customers.filter((customer) => customer.status === 'active');
    const deactivated = customers.filter((customer) => customer.status === 'inactive');
    expect(deactivated).toHaveLength(49);
    expect(deactivated.every((customer) => customer.status === 'inactive' && customer.statusSince !== undefined)).toBe(
      true,
    );
    expect(deactivated.some((customer) => 'name' in customer || 'addresses' in customer)).toBe(false);
    expect(stated.filter((customer) => customer.customerKind === 'professional')).toHaveLength(493);
    expect(stated.filter((customer) => customer.organizationName !== undefined)).toHaveLength(128);
    expect(stated.filter((customer) => customer.statusReason === 'NPI reactivated')).toHaveLength(17);
    expect(stated.every((customer) => customer.specialty?.code !== undefined)).toBe(true);
    expect(JSON.stringify(customers)).not.toContain('UNAVAIL');
  },

  'the cut of NPPES gives 3355 persons with specialties in words': async () => {
    const { counts, customers } = await tally(nppesImporter, 'nppes/nppes_2026_individuals.csv');
    expect(counts).toEqual({ customer: 3355 });
    expect(customers.filter((customer) => customer.specialty?.name !== undefined)).toHaveLength(3335);
    expect(customers.every((customer) => customer.addresses?.length === 1)).toBe(true);
  },

  'Part D by provider gives 12895 customers, each with its cost': async () => {
    const { counts } = await tally(partDProvidersImporter, 'part_d/partd_2023_by_provider.csv');
    expect(counts).toEqual({ customer: 12_895, ledger: 12_895 });
  },

  'Part D by drug gives an entry and a counter-entry for each of 46839 rows': async () => {
    const { counts } = await tally(partDDrugsImporter, 'part_d/partd_2023_by_provider_drug.csv');
    expect(counts).toEqual({ brand: expect.any(Number), ledger: 2 * 46_839 });
  },

  'linked Part D gives 15459 physician years and links the 11311 that name a profile': async () => {
    const { counts } = await tally(partDLinkedProvidersImporter, 'part_d/partd_openpay_provider_2013_2014.csv');
    expect(counts).toEqual({ customer: 15_459, ledger: 15_459, identifier: 15_459 - 4148 });
  },

  'the crosswalk gives 7341 links': async () => {
    expect((await tally(crosswalkImporter, 'part_d/op_profile_npi_crosswalk.csv')).counts).toEqual({
      identifier: 7341,
    });
  },

  'the profile supplement gives 3493 physicians, 153 of them with another name': async () => {
    const name = 'open_payments/op_physician_profile_supplement_iowa_2014.csv';
    const { counts, customers } = await tally(openPaymentsProfilesImporter, name);
    expect(counts).toEqual({ customer: 3493 });
    expect(customers.filter((customer) => customer.otherNames !== undefined)).toHaveLength(153);
  },

  'the list of totals gives 470 physicians': async () => {
    const { counts } = await tally(openPaymentsPhysiciansImporter, 'open_payments/op_physician_totals_iowa.csv');
    expect(counts).toEqual({ customer: 470 });
  },

  'general payments of Iowa give 42019 events, none lost and none merged': async () => {
    const { counts } = await tally(openPaymentsGeneralImporter, 'open_payments/op_general_iowa_2013_2015.csv');
    expect(counts).toEqual({
      brand: expect.any(Number),
      'rep.visit_held': 37_332,
      'conference.spoke': 859 + 98 + 68 + 61,
      ledger: 42_019 - 37_332 - 1086,
    });
  },

  'the full export of San Francisco gives 2034 events of 735 physicians and three hospitals': async () => {
    const name = 'open_payments/op_general_san_francisco_2013_full_columns.csv';
    const { counts, customers } = await tally(openPaymentsGeneralImporter, name);
    const events = ['rep.visit_held', 'conference.spoke', 'ledger'].map((key) => counts[key] ?? 0);
    expect(events.reduce((sum, count) => sum + count)).toBe(2034);
    expect(customers.filter((customer) => customer.customerKind === 'professional')).toHaveLength(735);
    expect(customers.filter((customer) => customer.customerKind === 'organization')).toHaveLength(3);
  },

  'the research file with 166 columns gives 1230 entries': async () => {
    const { counts } = await tally(
      openPaymentsResearchImporter,
      'open_payments/op_research_iowa_2013_full_columns.csv',
    );
    expect(counts).toMatchObject({ ledger: 1230, affiliation: expect.any(Number) });
    expect(Object.keys(counts).sort()).toEqual(['affiliation', 'brand', 'customer', 'ledger']);
  },

  'value transfers add up to the published totals of every physician to the cent': async () => {
    const general = new Map<string, Sum>();
    const research = new Map<string, Sum>();
    await addTransfers(openPaymentsGeneralImporter, 'open_payments/op_general_iowa_2013_2015.csv', general);
    await addTransfers(openPaymentsResearchImporter, 'open_payments/op_research_iowa_2013_2015.csv', research);
    const totals = readTotals();
    expect(totals).toHaveLength(470);
    const found = totals.map(({ key }) => {
      const sums = [general.get(key), research.get(key)].map((sum) => sum ?? { cents: 0, records: 0 });
      return { key, counts: sums.map((sum) => sum.records), cents: sums.reduce((total, sum) => total + sum.cents, 0) };
    });
    expect(found).toEqual(totals);
    const known = new Set(totals.map(({ key }) => key));
    expect([...general.keys(), ...research.keys()].filter((key) => !known.has(key))).toEqual([]);
  },
});

interface PublishedTotal {
  readonly key: string;
  /** Rows of general and of research payments. */
  readonly counts: readonly number[];
  readonly cents: number;
}

/** The file's last five columns are plain; names and addresses before them may be quoted. Some sums carry float noise. */
function readTotals(): readonly PublishedTotal[] {
  const lines = readFileSync(sharedFile('open_payments/op_physician_totals_iowa.csv'), 'utf8').trim().split('\n');
  return lines.slice(1).map((line) => {
    const [profile, , dollars, general, research] = line.split(',').slice(-5);
    return {
      key: `us-open-payments-profile/${profile}`,
      counts: [Number(general), Number(research)],
      cents: Math.round(Number(dollars) * 100),
    };
  });
}
