import type { IntakeRecord, InteractionRecord, NeedRecord } from './records';

/**
 * The records of one row: the contact itself, which names the others as its parts, and these. A corrected row then takes back what
 * it no longer speaks of. All must have one source; a contact and a need may share a key.
 *
 * @since 0.1.0
 * @example
 * import { type InteractionRecord, withParts } from 'rapport/sdk';
 *
 * const visit: InteractionRecord = {
 *   ...{ kind: 'interaction', source: 'crm', sourceKey: 'v1', type: 'rep.visit_held', occurredAt: '2026-11-20' },
 *   ...{ customer: [{ system: 'crm', value: 'ana' }], details: {} },
 * };
 * const sample = { ...visit, sourceKey: 'v1-sample', type: 'rep.sample_left' };
 * const [whole, part] = withParts(visit, [sample]);
 * whole; // => { ...visit, parts: [{ kind: 'interaction', sourceKey: 'v1-sample' }] }
 * part; // => sample
 */
export function withParts(
  whole: InteractionRecord,
  parts: readonly (InteractionRecord | NeedRecord)[],
): readonly IntakeRecord[] {
  if (parts.length === 0) return [whole];
  return [{ ...whole, parts: parts.map(({ kind, sourceKey }) => ({ kind, sourceKey })) }, ...parts];
}
