import { hash } from 'node:crypto';
import type { Reader, Statement } from '../../sdk';

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

/** Whatever runs a statement as a transaction of its own, at the level of isolation "read committed". */
export interface Appends {
  execute(statement: Statement): Promise<number>;
}

/** Adds entries to the end of the chain, in their order, whoever else adds to it. The places and hashes are made by the database. */
export async function appendEntries(database: Appends, entries: readonly NewEntry[]): Promise<void> {
  // Without a name, so that no read is sent behind it: it may wait for other instances, and does for the disk.
  await database.execute({
    text: 'select core.append_read_audit($1::text[], $2::text[])',
    values: [entries.map(headOf), entries.map(tailOf)],
  });
}

/** SHA-256 over the hash before it and the entry as JSON with its keys in order. */
export function entryHash(previous: string, entry: Omit<AuditEntry, 'hash'>): string {
  return hash('sha256', `${previous}${headOf(entry)}${entry.seq}${tailOf(entry)}`);
}

// An entry as JSON is head, place and tail. Its keys are written in their order here, for speed.

function headOf({ readAt, roles, operation, purpose, requestId, customerIds }: NewEntry): string {
  const content = { customerIds, operation, purpose, readAt: readAt.toISOString(), requestId, roles };
  return `${JSON.stringify(content).slice(0, -1)},"seq":`;
}

const tailOf = ({ subject }: NewEntry): string => `,"subject":${JSON.stringify(subject)}}`;

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
