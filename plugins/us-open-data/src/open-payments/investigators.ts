import type { CustomerRecord } from 'rapport/sdk';
import { npiKey, profileKey } from '../reading/keys';
import { present } from '../reading/present';
import type { TableRow } from '../reading/table';
import { licencesOf, specialtyName } from './physician';
import { investigatorPlace, readPlace } from './place';
import { openPaymentsSource } from './recipient';

/** The principal investigators of a research row, up to five, each once; those without a number are left out. */
export function readInvestigators(row: TableRow): readonly CustomerRecord[] {
  const people = [1, 2, 3, 4, 5].map((number) => readInvestigator(row, `Principal_Investigator_${number}`));
  const byKey = new Map(people.filter((person) => person !== undefined).map((person) => [person.sourceKey, person]));
  return [...byKey.values()];
}

function readInvestigator(row: TableRow, column: string): CustomerRecord | undefined {
  const profile = row.text(`${column}_Profile_ID`);
  const npi = row.text(`${column}_NPI`);
  const identifiers = [...(profile === '' ? [] : [profileKey(profile)]), ...(npi === '' ? [] : [npiKey(npi)])];
  const [key] = identifiers;
  if (key === undefined) return undefined;
  return {
    kind: 'customer',
    source: openPaymentsSource,
    sourceKey: `recipient/${key.system}/${key.value}`,
    customerKind: 'professional',
    identifiers,
    precedence: 'fill',
    ...present({
      name: present({
        given: row.text(`${column}_First_Name`),
        middle: row.text(`${column}_Middle_Name`),
        family: row.text(`${column}_Last_Name`),
        suffix: row.text(`${column}_Name_Suffix`),
      }),
      specialty: present({ name: specialtyName(row.text(`${column}_Specialty_1`, `${column}_Specialty`)) }),
      licences: licencesOf(row, `${column}_License_State_code`),
      ...readPlace(row, investigatorPlace(column)),
    }),
  };
}
