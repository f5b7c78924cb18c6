import type { IntakeRecord, InteractionRecord, NeedRecord } from './records';

/**
 * The records of one row: the contact itself, which names the others as its parts, and these. A corrected row then takes back what
 * it no longer speaks of. All must have one source; a contact and a need may share a key.
 */
export function withParts(
  whole: InteractionRecord,
  parts: readonly (InteractionRecord | NeedRecord)[],
): readonly IntakeRecord[] {
  if (parts.length === 0) return [whole];
  return [{ ...whole, parts: parts.map(({ kind, sourceKey }) => ({ kind, sourceKey })) }, ...parts];
}
