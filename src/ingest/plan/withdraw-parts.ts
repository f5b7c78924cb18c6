import { keyOf, keyOfPart, type Prepared, partName } from '../normalise/prepared';
import { answerWaiting } from './answer-waiting';
import type { Claim } from './claim-book';
import type { BatchState } from './plan-batch';
import { retractInteractionOf } from './plan-interaction';
import { liveRow } from './planner';

/** Takes back what the record named as its parts before and names no longer, whether it is stored, waits, or came in this batch. */
export function withdrawParts(record: Prepared['record'], previous: Claim | null, state: BatchState): void {
  if (previous === null || previous.parts === null) return;
  const named = new Set(record.kind === 'interaction' ? record.parts?.map(partName) : []);
  for (const name of previous.parts) {
    if (!named.has(name)) withdraw(keyOfPart(previous.source, name), state);
  }
}

function withdraw(part: ReturnType<typeof keyOfPart>, state: BatchState): void {
  const key = keyOf(part);
  answerWaiting(key, 'withdrawn', state);
  const claim = state.claims.withdraw(key, state.arrivedAt);
  if (claim === undefined) return;
  if (part.kind === 'interaction') retractInteractionOf(claim, state);
  else withdrawNeed(claim, state);
}

function withdrawNeed(claim: Claim, { changes }: BatchState): void {
  const row = liveRow(claim);
  if (row === null) return;
  changes.touchedCustomers.add(row.customerId);
  changes.needs.delete(row.id);
  // Nobody knew it as one of another customer.
  const customerId = changes.moves.need.get(row.id)?.from ?? row.customerId;
  changes.moves.need.delete(row.id);
  changes.withdrawnNeeds.push({ ...row, customerId });
}
