import type { CustomerRecord } from 'rapport/sdk';
import type { TableRow } from '../reading/table';

type Licence = NonNullable<CustomerRecord['licences']>[number];

/** Open Payments publishes the state of a licence, not its number. */
export const unpublishedLicence = 'not published';

/**
 * The specialty in words without its grouping. Payment files write `Allopathic & …|Internal Medicine|Cardiology`,
 * profile files `Allopathic & …/Internal Medicine, Cardiology`; both become `Internal Medicine, Cardiology`.
 */
export function specialtyName(text: string): string {
  const parts = text.includes('|') ? text.split('|') : splitOnce(text, '/');
  const words = (parts.length > 1 ? parts.slice(1) : parts)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ');
  // Some classes have a specialisation of the same name: "Pain Medicine, Pain Medicine".
  return words.replace(/^(.+), \1$/, '$1');
}

/** States in which the physician is licensed, from up to five columns. */
export function licencesOf(row: TableRow, ...columns: readonly [string, ...string[]]): readonly Licence[] {
  const states = [1, 2, 3, 4, 5].map((number) => {
    const [first, ...others] = columns.map((column) => `${column}${number}`);
    return row.text(first ?? '', ...others);
  });
  return [...new Set(states)].filter((state) => state !== '').map((region) => ({ number: unpublishedLicence, region }));
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
