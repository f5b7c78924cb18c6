import type { ScoredEvent } from '../scoring';
import type { Writer } from '../sdk';
import { together } from '../shared/meanwhile';
import { isRefused, keyOf, type Prepared, type Refused } from './normalise/prepared';
import type { Claim, ClaimChange } from './plan/claim-book';
import { isPlainRepeat } from './plan/plain-repeat';
import { type BatchState, type DraftOutcome, planBatch } from './plan/plan-batch';
import { ConcurrentChange } from './retry';
import { takeClaims } from './store/claim.store';
import type { Passage } from './under-way';

/** What is to be written for a batch whose keys are taken, and what becomes of its items. */
export interface Decided {
  readonly state: BatchState;
  readonly drafts: readonly DraftOutcome[];
  readonly scored: readonly ScoredEvent[];
}

export interface Decision {
  readonly items: readonly (Prepared | Refused)[];
  /** The batch before any item of it, with these claims beside those that were read. */
  readonly stateWith: (faster: readonly Claim[]) => BatchState;
  /** Runs the scoring hooks; needs no database. */
  readonly score: (state: BatchState) => Promise<readonly ScoredEvent[]>;
  readonly passage: Pick<Passage, 'hold' | 'lost'>;
}

/**
 * Decides a batch by what was read without locks, and takes its keys. Where a concurrent batch was faster with some of them but
 * brought the very same contacts, as a sender does who repeats the end of the batch before, these become repeats and the rest stays.
 *
 * @throws ConcurrentChange when anything else was changed meanwhile: the batch is to be read anew
 */
export async function decide(writer: Writer, decision: Decision): Promise<Decided> {
  const state = decision.stateWith([]);
  const drafts = planBatch(decision.items, state);
  const claims = state.claims.changes();
  decision.passage.hold(claims);
  const [faster, scored] = await together(takeClaims(writer, claims), decision.score(state));
  if (faster.length === 0) return { state, drafts, scored };
  decision.passage.lost();
  return withRepeats(decision, claims, faster, scored);
}

function withRepeats(
  { items, stateWith }: Decision,
  taken: readonly ClaimChange[],
  faster: readonly Claim[],
  scored: readonly ScoredEvent[],
): Decided {
  const theirs = new Map(faster.map((claim) => [keyOf(claim), claim]));
  for (const item of items) {
    const claim = isRefused(item) ? undefined : theirs.get(item.key);
    if (claim !== undefined && !isPlainRepeat(item as Prepared, claim)) throw overtaken();
  }
  const state = stateWith(faster);
  const drafts = planBatch(items, state);
  const rest = taken.filter((claim) => !theirs.has(keyOf(claim)));
  if (!areSame(state.claims.changes(), rest)) throw overtaken();
  return { state, drafts, scored: scored.filter(({ input }) => state.changes.interactions.has(input.event.id)) };
}

/** Both in the order of keys. */
function areSame(changes: readonly ClaimChange[], others: readonly ClaimChange[]): boolean {
  return changes.length === others.length && changes.every((change, index) => isSame(change, others[index]));
}

function isSame(one: ClaimChange, other: ClaimChange | undefined): boolean {
  if (other === undefined || one.sourceKey !== other.sourceKey || one.source !== other.source) return false;
  if (one.kind !== other.kind || one.hash !== other.hash || one.revision !== other.revision) return false;
  if (one.customerId !== other.customerId || one.subjectId !== other.subjectId) return false;
  return one.retracted === other.retracted && one.parts?.join('\u0000') === other.parts?.join('\u0000');
}

const overtaken = () => new ConcurrentChange('a key of the batch was taken meanwhile');
