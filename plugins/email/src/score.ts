import type { ScoringHook } from 'rapport/sdk';
import { adoption } from './adoption';
import { signals } from './signals';

const signalIds: ReadonlySet<string> = new Set(signals.map(({ id }) => id));
const evidenceIds: ReadonlySet<string> = new Set(adoption.map(({ evidence }) => evidence));

/** What one mail event says about the relationship: each signal counts the interaction type of its own name. */
export const score: ScoringHook = ({ type, brand }) => {
  if (!signalIds.has(type)) return [];
  const contribution = { signal: type, amount: 1 };
  if (brand === undefined || !evidenceIds.has(type)) return [contribution];
  return [{ ...contribution, adoption: { evidence: type, brand } }];
};
