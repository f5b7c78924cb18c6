import type { InteractionType } from '../../sdk';
import type { Held } from '../held';
import type { RecordKind } from '../normalise/prepared';
import type { Normalised } from '../normalise/record-schemas';
import type { Changes, Move } from './changes';
import type { Claim } from './claim-book';
import type { CodeBook } from './code-book';
import type { ConsentBook } from './consent-book';
import type { IdentityBook } from './identity-book';
import type { Waiting } from './resolve';

/** What the planners read and write while they go through a batch. */
export interface PlanState {
  readonly arrivedAt: Date;
  readonly identities: IdentityBook;
  readonly codes: CodeBook;
  readonly changes: Changes;
  readonly consents: ConsentBook;
  /** What cannot be scored now. */
  readonly held: Held;
  typeOf(interactionType: string): Pick<InteractionType, 'id' | 'channel' | 'legalBasis'>;
}

/** The body being taken: its revision, and the claim it corrects. */
export interface Revision {
  readonly revision: number;
  readonly previous: Claim | null;
}

/** Where a record went. */
export interface Planned {
  readonly customerId: number | null;
  readonly subjectId: string | null;
}

/** Puts what one record means into the changes, or says why it must wait. Nothing is changed when it waits. */
export type Planner<Kind extends RecordKind> = (
  record: Normalised<Kind>,
  revision: Revision,
  state: PlanState,
) => Planned | Waiting;

/** The stored row that a correction replaces; null when there is none, or it was retracted before. */
export function liveRow(previous: Claim | null): { readonly customerId: number; readonly id: string } | null {
  if (previous === null || previous.retracted) return null;
  const { customerId, subjectId } = previous;
  return customerId === null || subjectId === null ? null : { customerId, id: subjectId };
}

/** Notes that a row goes from one customer to another; of several steps in a batch the first and the last count. */
export function noteMove(moves: Map<string, Move>, previous: Claim | null, planned: Planned, changes: Changes): void {
  const old = liveRow(previous);
  if (old === null || planned.customerId === null || old.customerId === planned.customerId) return;
  changes.touchedCustomers.add(old.customerId);
  moves.set(old.id, { id: old.id, from: moves.get(old.id)?.from ?? old.customerId, to: planned.customerId });
}
