import type { CustomerRecord } from 'rapport/sdk';
import { present } from '../reading/present';
import type { TableRow } from '../reading/table';

type Licence = NonNullable<CustomerRecord['licences']>[number];

const slots = Array.from({ length: 15 }, (_, index) => ({
  code: `Healthcare Provider Taxonomy Code_${index + 1}`,
  number: `Provider License Number_${index + 1}`,
  state: `Provider License Number State Code_${index + 1}`,
  primary: `Healthcare Provider Primary Taxonomy Switch_${index + 1}`,
}));

/**
 * The specialty is the taxonomy whose switch says Y, wherever it stands; with no such switch the first one. Cut files
 * put the name of the specialty where the code should be and have no licences, about which they then say nothing. A
 * licence without a number is left out.
 */
export function readTaxonomies(row: TableRow): Pick<CustomerRecord, 'specialty' | 'licences'> {
  const licences: Licence[] = [];
  let first = '';
  let primary = '';
  for (const slot of slots) {
    const code = row.text(slot.code);
    const number = row.text(slot.number);
    if (first === '') first = code;
    if (primary === '' && code !== '' && row.text(slot.primary) === 'Y') primary = code;
    if (number !== '') {
      licences.push({ number, ...present({ region: row.text(slot.state), specialtyCode: codeOnly(code) }) });
    }
  }
  const specialty = present({ specialty: specialtyOf(primary || first) });
  return row.has('Provider License Number_1') ? { ...specialty, licences: withoutRepeats(licences) } : specialty;
}

function specialtyOf(text: string): { readonly code?: string; readonly name?: string } {
  const code = codeOnly(text);
  return code === '' ? present({ name: text }) : { code };
}

/** A code of the NUCC set: nine letters or digits and an X. */
function codeOnly(text: string): string {
  return /^[0-9A-Z]{9}X$/.test(text) && /^\d/.test(text) ? text : '';
}

/** The same licence stands behind each taxonomy it covers; it is kept once per taxonomy. */
function withoutRepeats(licences: readonly Licence[]): readonly Licence[] {
  const byKey = new Map(licences.map((licence) => [JSON.stringify(licence), licence]));
  return byKey.size === licences.length ? licences : [...byKey.values()];
}
