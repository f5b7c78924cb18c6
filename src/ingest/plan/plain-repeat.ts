import type { Prepared } from '../normalise/prepared';
import type { Claim } from './claim-book';

/** Whether an item repeats a contact and changes nothing of what is decided about the items after it. */
export function isPlainRepeat({ hash, record }: Prepared, claim: Claim): boolean {
  if (record.kind !== 'interaction' || record.channelPermission !== undefined || record.parts !== undefined)
    return false;
  return claim.hash === hash && !claim.retracted;
}
