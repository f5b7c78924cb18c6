import type { CustomerRecord, Importer } from 'rapport/sdk';
import { npiKey } from '../reading/keys';
import { readTable, type TableRow } from '../reading/table';
import { readContact } from './contact';
import { individualFields } from './individual';
import { organizationFields } from './organization';
import { readStatus } from './status';
import { readTaxonomies } from './taxonomies';

/** Name under which NPPES speaks; its lists replace only what it said itself. */
export const nppesSource = 'us-nppes';

/** The monthly NPPES file (`npidata_pfile_…csv`, version 1 or 2) or any cut of its columns. */
export const nppesImporter: Importer = {
  id: 'us-open-data.nppes',
  title: 'NPPES providers',
  format:
    'CSV with the official column names of the NPPES Data Dissemination "npidata_pfile" (330 columns), or fewer of them; NPI is required.',
  repeats: 'correct',
  read: (input) =>
    readTable(input, {
      required: ['NPI', ['Provider Last Name (Legal Name)', 'Provider Organization Name (Legal Business Name)']],
      missing: '<UNAVAIL>',
      start: () => (row) => [readProvider(row)],
    }),
};

/**
 * A file without the entity type, cut to individuals, has only persons. A deactivated number has lost its entity type:
 * "professional" is then a guess, which without a name changes no customer that is already known.
 */
function readProvider(row: TableRow): CustomerRecord {
  const key = npiKey(row.text('NPI'));
  const status = readStatus(row);
  const entity = row.has('Entity Type Code') ? row.text('Entity Type Code') : '1';
  const known = { kind: 'customer', source: nppesSource, sourceKey: key.value, identifiers: [key] } as const;
  if (entity === '') return { ...known, customerKind: 'professional', ...status };
  return {
    ...known,
    customerKind: entity === '2' ? 'organization' : 'professional',
    ...(entity === '2' ? organizationFields(row) : individualFields(row)),
    ...readTaxonomies(row),
    ...readContact(row),
    ...status,
  };
}
