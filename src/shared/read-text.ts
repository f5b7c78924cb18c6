import type { Reader, Statement } from '../sdk';

/** A reader of the platform that hands on a text as it comes from the database. */
interface TextReader extends Reader {
  text?(statement: Statement): Promise<string | null>;
}

/**
 * The text that a statement of one row with one column answers, by the shorter way where the database is behind the reader;
 * null when there is no row, or null in it.
 */
export function readText(reader: Reader, statement: Statement): Promise<string | null> {
  const { text } = reader as TextReader;
  return text === undefined ? readValue(reader, statement) : text.call(reader, statement);
}

async function readValue(reader: Reader, statement: Statement): Promise<string | null> {
  const [row = {}] = await reader.query<Readonly<Record<string, string | null>>>(statement);
  return Object.values(row)[0] ?? null;
}
