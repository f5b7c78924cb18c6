import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { IntakeItem } from './doors';
import { begun } from './row-end';

/** One data row of a delimited file. `line` counts physical lines from 1, the header being line 1. @since 0.1.0 */
export interface CsvRow {
  readonly line: number;
  readonly raw: string;
  /** Value by header name; surrounding white space removed, an absent column is the empty string. */
  get(column: string): string;
  readonly columns: readonly string[];
}

/** How a delimited file is written, and what it must have. @since 0.1.0 */
export interface CsvOptions {
  readonly delimiter?: string;
  /** Columns without which the file is not of this format; their absence rejects the whole file. */
  readonly requiredColumns: readonly string[];
  /** Header names are compared without regard to case when true. Default false. */
  readonly ignoreHeaderCase?: boolean;
}

/** A row, or why there is none. @since 0.1.0 */
export type CsvItem = { readonly row: CsvRow } | Extract<IntakeItem, { rejected: unknown }>;

/** Longer rows are taken for a quote that was never closed; without a limit one would swallow the rest of the file. */
const longestRow = 1_000_000;

/**
 * Streams RFC 4180 rows. A row with the wrong number of fields becomes a rejection and reading goes on;
 * a file without the required columns throws nothing but yields one rejection for line 1 and ends. A quote that is
 * never closed ends the reading with a rejection that names the first line that was not read.
 *
 * @since 0.1.0
 * @example
 * import { Readable } from 'node:stream';
 * import { readCsv } from 'rapport/sdk';
 *
 * const cities = [];
 * for await (const item of readCsv(Readable.from(['id,city\n1,Basel\n']), { requiredColumns: ['id'] })) {
 *   cities.push('row' in item ? item.row.get('city') : item.rejected.reason);
 * }
 * cities; // => ['Basel']
 */
export async function* readCsv(input: Readable, options: CsvOptions): AsyncGenerator<CsvItem> {
  let line = 1;
  try {
    for await (const item of readRows(input, options)) {
      line = ('row' in item ? item.row.line : item.position.line) + 1;
      yield item;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield {
      rejected: { code: 'ROW_UNREADABLE', reason: `No row can be read from here on: ${error.message}` },
      position: { line },
    };
  }
}

async function* readRows(input: Readable, options: CsvOptions): AsyncGenerator<CsvItem> {
  const { delimiter = ',' } = options;
  const { rowEnd, content } = await begun(input, delimiter, longestRow);
  const parser = parse({
    bom: true,
    delimiter,
    ...(rowEnd !== null && { record_delimiter: rowEnd }),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    raw: true,
    info: true,
    trim: true,
    max_record_size: longestRow,
  });
  const source = Readable.from(content, { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  let header: readonly string[] | undefined;
  let index = new Map<string, number>();
  let previousLine = 0;
  for await (const { record, raw, info } of source.pipe(parser) as AsyncIterable<ParsedRow>) {
    const line = previousLine + 1;
    previousLine = info.lines;
    const text = raw.replace(/\r?\n$/, '');
    if (header === undefined) {
      header = record;
      index = new Map(record.map((name, position) => [normalise(name, options), position]));
      const missing = options.requiredColumns.filter((name) => !index.has(normalise(name, options)));
      if (missing.length > 0) {
        yield {
          rejected: {
            code: 'ROW_UNREADABLE',
            reason: `The header lacks the column(s) ${missing.join(', ')}; this file is not of the expected format.`,
          },
          position: { line, raw: text.slice(0, 2000) },
        };
        return;
      }
      continue;
    }
    if (record.length !== header.length) {
      yield {
        rejected: {
          code: 'ROW_UNREADABLE',
          reason: `The row has ${record.length} fields, the header ${header.length}.`,
        },
        position: { line, raw: text },
      };
      continue;
    }
    yield {
      row: { line, raw: text, columns: header, get: (name) => record[index.get(normalise(name, options)) ?? -1] ?? '' },
    };
  }
}

interface ParsedRow {
  readonly record: string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

function normalise(name: string, options: CsvOptions): string {
  return options.ignoreHeaderCase === true ? name.toLowerCase() : name;
}
