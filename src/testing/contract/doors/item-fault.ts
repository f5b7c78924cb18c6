import { errorCodes, type IntakeItem, isRapportError } from '../../../sdk';
import { reasonOf, shown } from '../finding';

/** What a door did with junk, and what it should do. */
export interface JunkFault {
  readonly seen: string;
  readonly change: string;
}

const rejects = 'Yield { rejected: { code, reason }, position } for what cannot be read, and go on with the next item.';

/** What `read` threw; a coded error is an answer where the whole input cannot be read. */
export function readingFault(error: unknown): JunkFault {
  return { seen: `read() throws ${reasonOf(error)}`, change: rejects };
}

export function isCoded(error: unknown): boolean {
  return isRapportError(error) && Object.hasOwn(errorCodes, error.code);
}

/** The first item that is neither a record nor a rejection in the words of the SDK. */
export function itemsFault(items: readonly IntakeItem[]): JunkFault | null {
  for (const item of items) {
    const reason = itemFault(item);
    if (reason !== null) return { seen: `read() yields ${shown(item)}, ${reason},`, change: rejects };
  }
  return null;
}

function itemFault(item: IntakeItem): string | null {
  if (!isObjectLike(item) || !isObjectLike(item.position)) return 'which has no position';
  const { line } = item.position;
  if (!Number.isInteger(line) || line < 1) return 'whose position.line is no number from 1';
  if ('record' in item)
    return isObjectLike(item.record) && typeof item.record.kind === 'string' ? null : 'whose record has no kind';
  if (!isObjectLike(item.rejected)) return 'which is neither a record nor a rejection';
  const { code, reason } = item.rejected;
  if (!Object.hasOwn(errorCodes, code)) return `whose code ${shown(code)} is none of the SDK`;
  return typeof reason === 'string' && reason !== '' ? null : 'which gives no reason';
}

function isObjectLike(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
