import {
  asNumber,
  type BatchScoringHook,
  type Contribution,
  type InteractionEvent,
  type ScoringHook,
} from 'rapport/sdk';
import { adoption } from './adoption';

/** What one contact at an event says about the relationship. Each signal has the name of its interaction type. */
export const score: ScoringHook = (event) => {
  const measured = rules.get(event.type)?.(event);
  if (measured === undefined || measured.amount <= 0) return [];
  const contribution: Contribution = { signal: event.type, ...measured };
  if (event.brand === undefined || !evidenceIds.has(event.type)) return [contribution];
  return [{ ...contribution, adoption: { evidence: event.type, brand: event.brand } }];
};

/** The same of many contacts: what a type says is looked up once, not once per event. */
export const scoreBatch: BatchScoringHook = ({ length, type, brand, details }) => {
  const [row, signal, amount]: [number[], string[], number[]] = [[], [], []];
  const [path, units]: [(string | undefined)[], (number | undefined)[]] = [[], []];
  const stages: Contribution['adoption'][] = [];
  const kinds = type.values.map((id) => ({ id, rule: rules.get(id), isEvidence: evidenceIds.has(id) }));
  for (let event = 0; event < length; event += 1) {
    const kind = kinds[type.codes[event] ?? -1];
    const measured = kind?.rule?.({ details: details[event] ?? {} });
    if (kind === undefined || measured === undefined || measured.amount <= 0) continue;
    const code = brand.values[brand.codes[event] ?? -1];
    row.push(event);
    signal.push(kind.id);
    amount.push(measured.amount);
    path.push(measured.path);
    units.push(measured.units);
    stages.push(kind.isEvidence && code !== undefined ? { evidence: kind.id, brand: code } : undefined);
  }
  return { row, signal, amount, path, units, adoption: stages };
};

const evidenceIds: ReadonlySet<string> = new Set(adoption.map(({ evidence }) => evidence));

type Measured = Pick<Contribution, 'amount' | 'path' | 'units'>;
type Contact = Pick<InteractionEvent, 'details'>;

const once = (): Measured => ({ amount: 1 });

const rules: ReadonlyMap<string, (contact: Contact) => Measured> = new Map([
  ['conference.registered', once],
  ['conference.attended', attended],
  ['conference.session_attended', sessionAttended],
  ['conference.booth_visited', boothVisited],
  ['conference.badge_scanned', once],
  ['conference.business_card_given', once],
  ['conference.spoke', once],
]);

/** Attendance of unknown length counts as one hour and costs none beside the fixed amount. */
function attended({ details }: Contact): Measured {
  const hours = asNumber(details.hours);
  if (hours === undefined) return { amount: 1 };
  const units = Math.max(hours, 0);
  return { amount: Math.min(units, 8), path: 'hours', units };
}

/** Three quarters of an hour are a whole session; unknown time counts as half of one. */
function sessionAttended({ details }: Contact): Measured {
  const minutes = asNumber(details.minutes);
  if (minutes === undefined) return { amount: 0.5 };
  return { amount: Math.min(Math.max(minutes, 0), 45) / 45, path: 'minutes' };
}

/** A visit of unknown length counts as half a unit, as a representative's does. */
function boothVisited({ details }: Contact): Measured {
  const minutes = asNumber(details.minutes);
  if (minutes === undefined) return { amount: 0.5 };
  return { amount: Math.min(Math.max(minutes, 0), 30) / 15, path: 'minutes' };
}
