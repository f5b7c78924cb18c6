import { isQuote } from '../../accounting';
import { type CsvRow, currencyDigits, type Importer, type IntakeItem, isRapportError, readCsv } from '../../sdk';
import { readDay } from './read-day';

const notPublished = /^(N\/A|-)?$/i;

/** `rapport import ledger.exchange-rates eurofxref-hist.csv` */
export const exchangeRates: Importer = {
  id: 'ledger.exchange-rates',
  title: 'Exchange rates by day',
  format:
    'CSV with a header, as the reference rates of the European Central Bank: Date (2026-11-20), then one column per currency (USD, JPY, ...) ' +
    'with its units per unit of the base. N/A and empty cells are passed over. --option base=EUR is the default; also source, delimiter.',
  repeats: 'correct',
  options: {
    base: 'currency that the columns are per, default EUR',
    source: 'name of the source, default ledger.exchange-rates',
    delimiter: 'character between fields, default comma',
  },
  async *read(input, file) {
    const { base = 'EUR', source = 'ledger.exchange-rates', delimiter } = file.options;
    const csv = {
      requiredColumns: ['date'],
      ignoreHeaderCase: true,
      ...(delimiter === undefined ? {} : { delimiter }),
    };
    for await (const item of readCsv(input, csv))
      yield 'rejected' in item ? item : readDayOfRates(item.row, source, base);
  },
};

function readDayOfRates(row: CsvRow, source: string, base: string): IntakeItem {
  const position = { line: row.line, raw: row.raw };
  try {
    const day = readDay(row.get('date'));
    const rates = ratesOf(row);
    return { record: { kind: 'exchangeRates', source, sourceKey: `${base}/${day}`, base, day, rates }, position };
  } catch (error) {
    if (!isRapportError(error)) throw error;
    return { rejected: { code: error.code, reason: error.message }, position };
  }
}

/** Columns that are no currency, such as the empty one that the bank's files end with, are passed over. */
function ratesOf(row: CsvRow): Readonly<Record<string, string>> {
  const cells = row.columns.filter(isCurrency).map((currency) => [currency, row.get(currency)] as const);
  return Object.fromEntries(cells.filter(([, cell]) => !notPublished.test(cell) || isQuote(cell)));
}

function isCurrency(column: string): boolean {
  if (!/^[A-Z]{3}$/.test(column)) return false;
  try {
    currencyDigits(column);
    return true;
  } catch (error) {
    if (isRapportError(error)) return false;
    throw error;
  }
}
