import { hash } from 'node:crypto';
import type { Reader, Writer } from '../../sdk';

/** Who read which persons' data, by which operation, for which purpose. */
export interface NewEntry {
  readonly readAt: Date;
  readonly subject: string;
  readonly roles: readonly string[];
  readonly operation: string;
  readonly purpose: string | null;
  readonly requestId: string;
  readonly customerIds: readonly number[];
}

/** An entry of the chain. `hash` is hexadecimal. */
export interface AuditEntry extends NewEntry {
  /** Counts from 1 without gaps. */
  readonly seq: number;
  readonly hash: string;
}

/** Number of the lock under which entries are added: one after the other, over all instances. */
const chainLock = 7_265_002;

export async function appendEntries(writer: Writer, entries: readonly NewEntry[]): Promise<void> {
  await writer.query({ text: 'select pg_advisory_xact_lock($1)', values: [chainLock] });
  const [last] = await writer.query<{ readonly seq: number; readonly hash: string }>({
    text: `select seq, encode(hash, 'hex') as hash from core.read_audit order by seq desc limit 1`,
  });
  let { seq, hash: head } = last ?? { seq: 0, hash: '' };
  const rows = entries.map((entry) => {
    seq += 1;
    const content = contentOf(entry, seq);
    head = chained(head, content);
    return `${content.slice(0, -1)},"hash":"${head}"}`;
  });
  await writer.execute({
    name: 'privacy-read-audit',
    text: `insert into core.read_audit (seq, read_at, subject, roles, operation, purpose, request_id, customer_ids, hash)
      select seq, "readAt", subject, roles, operation, purpose, "requestId", "customerIds", decode(hash, 'hex')
      from json_to_recordset($1::json) as r (seq bigint, "readAt" timestamptz, subject text, roles text[], operation text,
        purpose text, "requestId" text, "customerIds" bigint[], hash text)`,
    values: [`[${rows.join(',')}]`],
  });
}

/** SHA-256 over the hash before it and the entry as JSON with its keys in order. */
export function entryHash(previous: string, entry: Omit<AuditEntry, 'hash'>): string {
  return chained(previous, contentOf(entry, entry.seq));
}

const chained = (previous: string, content: string): string => hash('sha256', previous + content);

/** An entry as JSON. Its keys are written in their order here, for speed. */
function contentOf(entry: NewEntry, seq: number): string {
  const { readAt, subject, roles, operation, purpose, requestId, customerIds } = entry;
  const content = { customerIds, operation, purpose, readAt: readAt.toISOString(), requestId, roles, seq, subject };
  return JSON.stringify(content);
}

const columns = `seq, read_at as "readAt", subject, roles, operation, purpose, request_id as "requestId",
  customer_ids as "customerIds", encode(hash, 'hex') as hash`;

/** Entries after a place in the chain, in its order. */
export function entriesAfter(reader: Reader, seq: number, limit: number): Promise<readonly AuditEntry[]> {
  return reader.query({
    name: 'privacy-read-audit-after',
    text: `select ${columns} from core.read_audit where seq > $1 order by seq limit $2`,
    values: [seq, limit],
  });
}

/** Who read the data of a person, latest first. */
export function entriesOf(reader: Reader, customerId: number, limit: number): Promise<readonly AuditEntry[]> {
  return reader.query({
    text: `select ${columns} from core.read_audit where customer_ids @> array[$1::bigint] order by seq desc limit $2`,
    values: [customerId, limit],
  });
}
