import type { Readable } from 'node:stream';
import {
  type CsvRow,
  type ErrorCode,
  type IntakeItem,
  type IntakeRecord,
  isRapportError,
  type Rejection,
  readCsv,
} from 'rapport/sdk';

/** A row read by official column names, whatever the case of the header. */
export interface TableRow {
  /** The trimmed cell; empty when the file has no such column or marks the cell as missing. Of several names the first that the file has is read. */
  text(column: string, ...otherNames: readonly string[]): string;
  has(column: string): boolean;
  readonly header: readonly string[];
}

export interface TableFormat {
  /** Each must be there; a nested list names alternatives of which one is enough. */
  readonly required: readonly (string | readonly string[])[];
  /** Cells with exactly this text are empty. */
  readonly missing?: string;
  /** Makes the function that turns a row into records; called once per file. A RapportError thrown here rejects the file, one thrown by the function its row. */
  readonly start: () => (row: TableRow) => RowResult;
}

/** What a row says, in the order in which it is to be taken; or why it is set aside. */
export type RowResult = readonly IntakeRecord[] | Rejection;

/** Streams a delimited file into intake items; a file of another format yields one rejection for its header. */
export async function* readTable(input: Readable, format: TableFormat): AsyncGenerator<IntakeItem> {
  let header: Header | undefined;
  let map: ((row: TableRow) => RowResult) | undefined;
  for await (const item of readCsv(input, { requiredColumns: [] })) {
    if ('rejected' in item) {
      yield item;
      continue;
    }
    const { row } = item;
    if (header === undefined || map === undefined) {
      header = new Header(row.columns);
      const started = missingColumns(header, format) ?? startSafely(format);
      if (typeof started !== 'function') {
        yield { rejected: started, position: { line: 1, raw: row.columns.join(',').slice(0, 2000) } };
        return;
      }
      map = started;
    }
    const position = { line: row.line, raw: row.raw };
    const result = mapSafely(map, new Cells(row, header, format.missing));
    if ('code' in result) yield { rejected: result, position };
    else for (const record of result) yield { record, position };
  }
}

/** Finds columns by official name: any case, any marks between the words, and cut at 63 characters, as exports through a database have them. */
class Header {
  readonly #actual = new Map<string, string>();
  readonly #found = new Map<string, string | null>();

  constructor(columns: readonly string[]) {
    for (const column of columns) this.#actual.set(column.toLowerCase(), column);
    for (const column of columns) {
      const words = wordsOf(column);
      if (!this.#actual.has(words)) this.#actual.set(words, column);
    }
  }

  find(official: string): string | null {
    let found = this.#found.get(official);
    if (found === undefined) {
      const name = official.toLowerCase();
      const words = wordsOf(official);
      const spellings = [name, name.slice(0, 63), words, words.slice(0, 63)];
      found = spellings.map((spelling) => this.#actual.get(spelling)).find((column) => column !== undefined) ?? null;
      this.#found.set(official, found);
    }
    return found;
  }
}

/** `Provider Last Name (Legal Name)` as `provider_last_name_legal_name`. */
function wordsOf(column: string): string {
  return column
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}

class Cells implements TableRow {
  constructor(
    private readonly row: CsvRow,
    private readonly names: Header,
    private readonly missing: string | undefined,
  ) {}

  get header(): readonly string[] {
    return this.row.columns;
  }

  has(column: string): boolean {
    return this.names.find(column) !== null;
  }

  text(column: string, ...otherNames: readonly string[]): string {
    let name = this.names.find(column);
    for (let index = 0; name === null && index < otherNames.length; index += 1) {
      name = this.names.find(otherNames[index] ?? '');
    }
    if (name === null) return '';
    const text = this.row.get(name);
    return text === this.missing ? '' : text;
  }
}

function missingColumns(header: Header, format: TableFormat): Rejection | undefined {
  const missing = format.required
    .map((names) => (typeof names === 'string' ? [names] : names))
    .filter((names) => names.every((name) => header.find(name) === null))
    .map((names) => names.join(' or '));
  if (missing.length === 0) return undefined;
  const reason = `The header lacks the column(s) ${missing.join(', ')}; this file is not of the expected format.`;
  return { code: 'ROW_UNREADABLE' satisfies ErrorCode, reason };
}

function startSafely(format: TableFormat): ((row: TableRow) => RowResult) | Rejection {
  try {
    return format.start();
  } catch (error) {
    return asRejection(error);
  }
}

function mapSafely(map: (row: TableRow) => RowResult, row: TableRow): RowResult {
  try {
    return map(row);
  } catch (error) {
    return asRejection(error);
  }
}

function asRejection(error: unknown): Rejection {
  if (!isRapportError(error)) throw error;
  return { code: error.code, reason: error.message };
}
