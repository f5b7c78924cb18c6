import { asNumber, type Contribution, type InteractionEvent, type ScoringHook } from 'rapport/sdk';
import { adoption } from './adoption';

/** What one contact at an event says about the relationship. Each signal has the name of its interaction type. */
export const score: ScoringHook = (event) => {
  const measured = rules.get(event.type)?.(event);
  if (measured === undefined || measured.amount <= 0) return [];
  const contribution: Contribution = { signal: event.type, ...measured };
  if (event.brand === undefined || !evidenceIds.has(event.type)) return [contribution];
  return [{ ...contribution, adoption: { evidence: event.type, brand: event.brand } }];
};

const evidenceIds: ReadonlySet<string> = new Set(adoption.map(({ evidence }) => evidence));

type Measured = Pick<Contribution, 'amount' | 'path' | 'units'>;

const once = (): Measured => ({ amount: 1 });

const rules: ReadonlyMap<string, (event: InteractionEvent) => Measured> = new Map([
  ['conference.registered', once],
  ['conference.attended', attended],
  ['conference.session_attended', sessionAttended],
  ['conference.booth_visited', boothVisited],
  ['conference.badge_scanned', once],
  ['conference.business_card_given', once],
  ['conference.spoke', once],
]);

/** Attendance of unknown length counts as one hour and costs none beside the fixed amount. */
function attended({ details }: InteractionEvent): Measured {
  const hours = asNumber(details.hours);
  if (hours === undefined) return { amount: 1 };
  const units = Math.max(hours, 0);
  return { amount: Math.min(units, 8), path: 'hours', units };
}

/** Three quarters of an hour are a whole session; unknown time counts as half of one. */
function sessionAttended({ details }: InteractionEvent): Measured {
  const minutes = asNumber(details.minutes);
  if (minutes === undefined) return { amount: 0.5 };
  return { amount: Math.min(Math.max(minutes, 0), 45) / 45, path: 'minutes' };
}

/** A visit of unknown length counts as half a unit, as a representative's does. */
function boothVisited({ details }: InteractionEvent): Measured {
  const minutes = asNumber(details.minutes);
  if (minutes === undefined) return { amount: 0.5 };
  return { amount: Math.min(Math.max(minutes, 0), 30) / 15, path: 'minutes' };
}
