import type { ConsentPurpose } from '../sdk';

/** PURE: what follows from the consents of one customer. */

/** One grant or withdrawal that was not taken back by its source. Null stands for all channels, purposes, brands. */
export interface ConsentEvent {
  readonly id: string;
  readonly state: 'granted' | 'withdrawn';
  readonly channel: string | null;
  readonly purpose: string | null;
  readonly brandId: number | null;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** What is asked for. `brandId` null: no brand in particular. */
export interface ConsentQuestion {
  readonly channel: string;
  readonly purpose: ConsentPurpose;
  readonly brandId: number | null;
  readonly at: Date;
}

export interface ConsentJudgement<Event extends ConsentEvent = ConsentEvent> {
  /** `none`: the customer said nothing that covers the question. */
  readonly verdict: 'granted' | 'withdrawn' | 'expired' | 'none';
  /** What decided; null for `none`. */
  readonly event: Event | null;
}

/**
 * A withdrawal holds until a later grant that is at least as narrow: a general "yes" does not undo the opt-out of one
 * channel, a "yes" to one channel opens that channel after a general "no". At the same instant the withdrawal wins.
 */
export function judgeConsent<Event extends ConsentEvent>(
  events: readonly Event[],
  question: ConsentQuestion,
): ConsentJudgement<Event> {
  const said = events.filter((event) => covers(event, question) && event.validFrom <= question.at).toSorted(byTime);
  const isOver = ({ validUntil }: Event): boolean => validUntil !== null && validUntil <= question.at;
  const inForce = said.filter((event) => !isOver(event));
  const grants = inForce.filter(({ state }) => state === 'granted');
  const withdrawal = inForce.findLast(
    (event) =>
      event.state === 'withdrawn' && !grants.some((grant) => grant.validFrom > event.validFrom && within(grant, event)),
  );
  if (withdrawal !== undefined) return { verdict: 'withdrawn', event: withdrawal };
  const grant = grants.at(-1);
  if (grant !== undefined) return { verdict: 'granted', event: grant };
  const past = said.findLast(({ state }) => state === 'granted');
  return past === undefined ? { verdict: 'none', event: null } : { verdict: 'expired', event: past };
}

function covers({ channel, purpose, brandId }: ConsentEvent, question: ConsentQuestion): boolean {
  return (
    (channel === null || channel === question.channel) &&
    (purpose === null || purpose === question.purpose) &&
    (brandId === null || brandId === question.brandId)
  );
}

/** Whether the first says nothing beyond what the second covers. */
function within(one: ConsentEvent, other: ConsentEvent): boolean {
  return (
    (other.channel === null || one.channel === other.channel) &&
    (other.purpose === null || one.purpose === other.purpose) &&
    (other.brandId === null || one.brandId === other.brandId)
  );
}

function byTime(one: ConsentEvent, other: ConsentEvent): number {
  return one.validFrom.getTime() - other.validFrom.getTime() || (one.id < other.id ? -1 : 1);
}
