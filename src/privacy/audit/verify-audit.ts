import type { Reader } from '../../sdk';
import { entriesAfter, entryHash } from './read-audit.store';

/** Where the chain stands, to be noted elsewhere: a later check finds entries that were cut off its end. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

export interface AuditCheck {
  readonly entries: number;
  readonly head: AuditHead;
  /** The first fault; null when the chain is whole. */
  readonly fault: string | null;
}

const pageSize = 2_000;

/** Reads the whole chain and computes it anew. `noted` is a head that the chain must still contain. */
export async function verifyAudit(reader: Reader, noted: AuditHead | null = null): Promise<AuditCheck> {
  let head: AuditHead = { seq: 0, hash: '' };
  for (;;) {
    const page = await entriesAfter(reader, head.seq, pageSize);
    for (const entry of page) {
      const fault = faultOf(head, entry, noted);
      if (fault !== null) return { entries: head.seq, head, fault };
      head = { seq: entry.seq, hash: entry.hash };
    }
    if (page.length < pageSize) break;
  }
  const isCut = noted !== null && noted.seq > head.seq;
  return { entries: head.seq, head, fault: isCut ? `entries ${head.seq + 1} to ${noted.seq} are missing` : null };
}

function faultOf(head: AuditHead, entry: Parameters<typeof entryHash>[1] & AuditHead, noted: AuditHead | null) {
  if (entry.seq !== head.seq + 1) return `entry ${head.seq + 1} is missing`;
  if (entry.hash !== entryHash(head.hash, entry)) return `entry ${entry.seq} was changed`;
  if (noted?.seq === entry.seq && noted.hash !== entry.hash) return `entry ${entry.seq} is not the one that was noted`;
  return null;
}
