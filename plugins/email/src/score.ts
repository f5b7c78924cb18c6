import type { BatchScoringHook, Contribution, ScoringHook } from 'rapport/sdk';
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

/** The same of many mail events: what a type says is looked up once, not once per event. */
export const scoreBatch: BatchScoringHook = ({ length, type, brand }) => {
  const [row, signal, amount]: [number[], string[], number[]] = [[], [], []];
  const stages: Contribution['adoption'][] = [];
  const kinds = type.values.map((id) => ({ id, counts: signalIds.has(id), isEvidence: evidenceIds.has(id) }));
  for (let event = 0; event < length; event += 1) {
    const kind = kinds[type.codes[event] ?? -1];
    if (kind?.counts !== true) continue;
    const code = brand.values[brand.codes[event] ?? -1];
    row.push(event);
    signal.push(kind.id);
    amount.push(1);
    stages.push(kind.isEvidence && code !== undefined ? { evidence: kind.id, brand: code } : undefined);
  }
  return { row, signal, amount, adoption: stages };
};
