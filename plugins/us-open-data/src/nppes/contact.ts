import type { CustomerRecord, PostalAddress } from 'rapport/sdk';
import { readCountry } from '../reading/countries';
import { present } from '../reading/present';
import type { TableRow } from '../reading/table';
import { readCode, readZip } from '../reading/values';

type ContactPoint = NonNullable<CustomerRecord['contactPoints']>[number];

interface Place {
  readonly use: 'practice' | 'mailing';
  readonly lines: readonly string[];
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
  readonly phone: string;
  readonly fax: string;
}

/** The intake takes no longer text for the use of a contact point; official names and titles together can be longer. */
const longestUse = 100;

const practice = place('practice', 'Practice Location');
const mailing = place('mailing', 'Mailing');

function place(use: Place['use'], name: string): Place {
  const address = `Provider Business ${name} Address`;
  return {
    use,
    lines: [`Provider First Line Business ${name} Address`, `Provider Second Line Business ${name} Address`],
    city: `${address} City Name`,
    state: `${address} State Name`,
    postalCode: `${address} Postal Code`,
    country: `${address} Country Code (If outside U.S.)`,
    phone: `${address} Telephone Number`,
    fax: `${address} Fax Number`,
  };
}

/**
 * Practice and mailing address, telephone and fax of both, and whom an organisation names as its authorised official.
 * A file without telephone columns says nothing about contact points and leaves those that are known.
 */
export function readContact(row: TableRow): Pick<CustomerRecord, 'addresses' | 'contactPoints' | 'country'> {
  const addresses = [readAddress(row, practice), readAddress(row, mailing)].filter((address) => address !== undefined);
  const said = { addresses, ...present({ country: addresses[0]?.country }) };
  if (!row.has(practice.phone)) return said;
  return { ...said, contactPoints: [...points(row, practice), ...points(row, mailing), ...official(row)] };
}

function readAddress(row: TableRow, columns: Place): PostalAddress | undefined {
  const whole = columns.use === 'practice' ? row.text('Full Street Address') : '';
  const lines = [...columns.lines.map((column) => row.text(column)), whole].filter((line) => line !== '');
  const city = row.text(columns.city);
  if (lines.length === 0 && city === '') return undefined;
  const country = readCountry(row.text(columns.country));
  const postalCode = row.text(columns.postalCode);
  return {
    use: columns.use,
    lines,
    ...present({
      city,
      region: row.text(columns.state),
      postalCode: country === 'US' ? readZip(postalCode) : postalCode,
      country,
    }),
  };
}

function points(row: TableRow, columns: Place): readonly ContactPoint[] {
  return [
    { kind: 'phone', value: readCode(row.text(columns.phone)), use: columns.use } as const,
    { kind: 'fax', value: readCode(row.text(columns.fax)), use: columns.use } as const,
  ].filter((point) => point.value !== '');
}

/** The official is a role of the organisation and has no number of its own: a telephone with a name, not a customer. */
function official(row: TableRow): readonly ContactPoint[] {
  const value = readCode(row.text('Authorized Official Telephone Number'));
  if (value === '') return [];
  const name = ['Name Prefix Text', 'First Name', 'Middle Name', 'Last Name', 'Name Suffix Text', 'Credential Text']
    .map((part) => row.text(`Authorized Official ${part}`))
    .filter((part) => part !== '')
    .join(' ');
  const title = row.text('Authorized Official Title or Position');
  const use = `authorised official ${name}${title === '' ? '' : `, ${title}`}`;
  return [{ kind: 'phone', value, use: use.slice(0, longestUse) }];
}
