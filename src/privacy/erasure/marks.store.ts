import type { ErasureMarks } from '../../ingest';
import type { Reader, Writer } from '../../sdk';
import type { PrivacyKeys } from '../keys/privacy-keys';
import { shortestName } from './name-pattern';
import { keepErasuresOut, type Person } from './person.store';

/** What stands between the values of a line or a JSON text. */
const separators = /[\s,;|"'`<>(){}[\]=&]+/;

/** What the intake asks before it keeps anything. Without keys nobody was ever erased ({@link refuseOtherKeys} sees to it). */
export function erasureMarks(keys: PrivacyKeys): ErasureMarks {
  return {
    find: async (writer, given, texts) => {
      await keepErasuresOut(writer);
      if (!(await hasMarks(writer))) return { isErased: () => false, names: () => false };
      const words = texts.flatMap(wordsOf);
      const hashes = [...given.map((key) => keys.mark(key)), ...words.map((word) => keys.markOfText(word))];
      const known = await knownMarks(writer, hashes);
      const isKnown = (mark: Buffer): boolean => known.has(mark.toString('hex'));
      return {
        isErased: (key) => isKnown(keys.mark(key)),
        names: (text) => wordsOf(text).some((word) => isKnown(keys.markOfText(word))),
      };
    },
  };
}

function wordsOf(text: string): readonly string[] {
  return [...new Set(text.split(separators).filter((word) => word.length >= shortestName))];
}

async function hasMarks(reader: Reader): Promise<boolean> {
  const text = 'select 1 as found from core.erasure_mark limit 1';
  return (await reader.query({ name: 'privacy-has-marks', text })).length > 0;
}

async function knownMarks(reader: Reader, marks: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const rows = await reader.query<{ readonly mark: string }>({
    name: 'privacy-known-marks',
    text: `select encode(mark, 'hex') as mark from core.erasure_mark where mark in (select decode(hex, 'hex') from unnest($1::text[]) as m (hex))`,
    values: [marks.map((mark) => mark.toString('hex'))],
  });
  return new Set(rows.map(({ mark }) => mark));
}

/** Remembers the identifiers of an erased person, and nothing else of it. */
export async function saveMarks(
  writer: Writer,
  keys: PrivacyKeys,
  { identifiers, names }: Person,
  erasureId: string,
): Promise<number> {
  const long = names.filter((name) => name.length >= shortestName);
  const marks = [...identifiers.map((key) => keys.mark(key)), ...long.map((name) => keys.markOfText(name))];
  return writer.execute({
    text: `insert into core.erasure_mark (mark, erasure_id, key_id)
      select decode(hex, 'hex'), $2, $3 from unnest($1::text[]) as m (hex) on conflict do nothing`,
    values: [marks.map((mark) => mark.toString('hex')), erasureId, keys.keyId],
  });
}

/** Lets the person of an erasure be taken in again; answers how many marks went. */
export function releaseMarks(writer: Writer, erasureId: string): Promise<number> {
  return writer.execute({ text: 'delete from core.erasure_mark where erasure_id = $1', values: [erasureId] });
}

/** Key ids that marks were made with. */
export async function keyIdsOfMarks(reader: Reader): Promise<readonly string[]> {
  const rows = await reader.query<{ readonly id: string }>({
    text: 'select distinct key_id as id from core.erasure_mark order by 1',
  });
  return rows.map(({ id }) => id);
}
