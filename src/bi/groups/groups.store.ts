import type { Writer } from '../../sdk';
import { appendDifferences, foldChanges, removeEmptyGroups } from './upkeep.sql';

/** Adds the appended changes to the groups; answers how many groups they touched. The figures stay the same. */
export async function foldGroups(writer: Writer): Promise<number> {
  const folded = await writer.execute({ text: foldChanges });
  if (folded > 0) await writer.execute({ text: removeEmptyGroups });
  return folded;
}

/** Compares the groups with the contacts per customer and month and puts right what differs; answers how many groups did. */
export function reconcileGroups(writer: Writer): Promise<number> {
  return writer.execute({ text: appendDifferences });
}
