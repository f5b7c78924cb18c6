import {
  type CsvRow,
  type CustomerKey,
  customerKeysFrom,
  type Importer,
  type IntakeItem,
  isRapportError,
  parseMinorUnits,
  RapportError,
  readCsv,
} from '../../sdk';
import { readDay } from './read-day';

/** How a file names its columns, and what it leaves unsaid. */
interface Layout {
  readonly source: string;
  readonly fileName: string;
  readonly dateColumn: string;
  readonly amountColumn: string;
  readonly customerColumn: string | undefined;
  readonly customerSystem: string;
  readonly currency: string | undefined;
  readonly create: boolean;
}

/** `rapport import ledger.transactions orders.csv`: what organisations bought, order by order. */
export const transactions: Importer = {
  id: 'ledger.transactions',
  title: 'Purchases of customers, one row each',
  format:
    'CSV with a header. Required: date (2026-03-02 or 20260302), amount (negative for a return), and a customer by npi, email, or ' +
    'customer_system with customer_id. Optional: currency, transaction_id (else file name and line make the key), brand. ' +
    'Options name other columns and what the file leaves out: date-column, amount-column, customer-column with customer-system, currency, ' +
    'source, delimiter, and create=organization to make organisations of customers not known yet.',
  repeats: 'correct',
  options: {
    source: 'name of the source, default ledger.transactions',
    'date-column': 'default date',
    'amount-column': 'default amount',
    'customer-column': 'column of the customer, with customer-system',
    'customer-system': 'identifier system of that column',
    currency: 'for rows that name none',
    create: 'organization: customers not known yet become organisations',
    delimiter: 'character between fields, default comma',
  },
  async *read(input, file) {
    const layout = layoutOf(file.options, file.name);
    const { delimiter } = file.options;
    const csv = {
      requiredColumns: [layout.dateColumn, layout.amountColumn],
      ignoreHeaderCase: true,
      ...(delimiter === undefined ? {} : { delimiter }),
    };
    let latest = '';
    for await (const item of readCsv(input, csv)) {
      if ('rejected' in item) yield item;
      else {
        const read = readTransaction(item.row, layout);
        const customer = layout.create ? organizationOf(read, layout) : undefined;
        // Rows of a customer mostly stand together; one that comes again is a repeat and changes nothing.
        if (customer !== undefined && customer.key !== latest) yield customer.item;
        latest = customer?.key ?? latest;
        yield read;
      }
    }
  },
};

function layoutOf(options: Readonly<Record<string, string>>, fileName: string): Layout {
  const create = options.create;
  if (create !== undefined && create !== 'organization') {
    throw new RapportError('BAD_INPUT', `--option create=${create}: only organization can be made of purchases.`);
  }
  return {
    source: options.source ?? 'ledger.transactions',
    fileName,
    dateColumn: options['date-column'] ?? 'date',
    amountColumn: options['amount-column'] ?? 'amount',
    customerColumn: options['customer-column'],
    customerSystem: options['customer-system'] ?? 'customer',
    currency: options.currency,
    create: create !== undefined,
  };
}

function readTransaction(row: CsvRow, layout: Layout): IntakeItem {
  const position = { line: row.line, raw: row.raw };
  try {
    const currency = row.get('currency') === '' ? layout.currency : row.get('currency').toUpperCase();
    if (currency === undefined) {
      throw new RapportError('CURRENCY_UNKNOWN', 'The row has no currency, and --option currency names none.');
    }
    const id = row.get('transaction_id');
    const brand = row.get('brand');
    return {
      record: {
        kind: 'ledger',
        source: layout.source,
        sourceKey: id === '' ? `${layout.fileName}:${row.line}` : id,
        customer: customerOf(row, layout),
        occurredOn: readDay(row.get(layout.dateColumn)),
        entry: 'revenue',
        amountMinor: parseMinorUnits(row.get(layout.amountColumn), currency),
        currency,
        nature: 'Purchase',
        ...(brand === '' ? {} : { brand }),
      },
      position,
    };
  } catch (error) {
    if (!isRapportError(error)) throw error;
    return { rejected: { code: error.code, reason: error.message }, position };
  }
}

function customerOf(row: CsvRow, { customerColumn, customerSystem }: Layout): readonly CustomerKey[] {
  const value = customerColumn === undefined ? '' : row.get(customerColumn);
  const keys = value === '' ? customerKeysFrom(row.get) : [{ system: customerSystem, value }];
  if (keys.length === 0) throw new RapportError('RECORD_MALFORMED', 'The row names no customer.');
  return keys;
}

function organizationOf(
  read: IntakeItem,
  { source }: Layout,
): { readonly key: string; readonly item: IntakeItem } | undefined {
  if ('rejected' in read || read.record.kind !== 'ledger') return undefined;
  const [first] = read.record.customer;
  if (first === undefined) return undefined;
  const key = `${first.system}/${first.value}`;
  const record = {
    kind: 'customer',
    source,
    sourceKey: key,
    customerKind: 'organization',
    identifiers: [...read.record.customer],
    organizationName: `Customer ${first.value}`,
    precedence: 'fill',
  } as const;
  return { key, item: { record, position: read.position } };
}
