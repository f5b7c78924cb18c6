import type { CustomerRecord, PersonName } from 'rapport/sdk';
import { present } from '../reading/present';
import type { TableRow } from '../reading/table';

type OtherName = NonNullable<CustomerRecord['otherNames']>[number];

/** Type codes of other names of persons; 3 and 4 belong to organisations, 5 is "other". */
const nameUses: Readonly<Record<string, OtherName['use']>> = { '1': 'former', '2': 'professional' };
/** U is undisclosed, which says nothing. */
const sexes: Readonly<Record<string, CustomerRecord['sex']>> = { F: 'female', M: 'male', X: 'other' };

/** Name, other names and sex of an individual (entity type 1). The list is given even when empty: NPPES has dropped what it lacks. */
export function individualFields(row: TableRow): Pick<CustomerRecord, 'name' | 'otherNames' | 'sex'> {
  const name: PersonName = present({
    given: row.text('Provider First Name'),
    middle: row.text('Provider Middle Name'),
    family: row.text('Provider Last Name (Legal Name)', 'Provider Last Name'),
    prefix: row.text('Provider Name Prefix Text'),
    suffix: row.text('Provider Name Suffix Text'),
    credentials: row.text('Provider Credential Text'),
  });
  // Version 1 of the file calls the column "Gender Code".
  const sex = sexes[row.text('Provider Sex Code', 'Provider Gender Code')];
  return { ...present({ name, sex }), otherNames: readOtherNames(row, name) };
}

function readOtherNames(row: TableRow, legal: PersonName): readonly OtherName[] {
  const family = row.text('Provider Other Last Name');
  const given = row.text('Provider Other First Name');
  const middle = row.text('Provider Other Middle Name');
  const repeatsLegalName = same(family, legal.family) && same(given, legal.given) && same(middle, legal.middle);
  if ((family === '' && given === '') || repeatsLegalName) return [];
  return [
    {
      use: nameUses[row.text('Provider Other Last Name Type Code')] ?? 'other',
      ...present({
        given,
        middle,
        family,
        prefix: row.text('Provider Other Name Prefix Text'),
        suffix: row.text('Provider Other Name Suffix Text'),
        credentials: row.text('Provider Other Credential Text'),
      }),
    },
  ];
}

function same(text: string, other = ''): boolean {
  return text.toUpperCase() === other.toUpperCase();
}
