import type { InteractionRecord } from '../../../sdk';
import { later, moments } from '../moments';
import { liaisonCode } from '../reference-records';
import { contact, type HistoryContext } from './contact';

const eventNames = ['Spring Congress', 'Regional Forum', 'Annual Meeting', 'Specialist Day'] as const;

/** Congresses: registered weeks before, attended or not, with sessions, the booth, and for some a talk of their own. */
export function* events(context: HistoryContext): Generator<InteractionRecord> {
  const { customer, period, random } = context;
  if (customer.kind === 'organization') return;
  for (const at of moments(customer.archetype.eventsPerYear, period, random)) {
    const held = later(at, random.integer(20, 60), period);
    const event = `${random.pick(eventNames)} ${(held ?? at).getUTCFullYear()}`;
    const base = { brand: customer.brand };
    yield contact(customer, at, 'registered', { ...base, type: 'conference.registered', details: { event } });
    if (held === null || random.chance(0.15)) continue;
    yield* attendance(context, held, event);
  }
  yield* talks(context);
}

function* attendance({ customer, random }: HistoryContext, held: Date, event: string): Generator<InteractionRecord> {
  const base = { brand: customer.brand };
  yield contact(customer, held, 'attended', {
    ...base,
    type: 'conference.attended',
    details: { event, hours: random.integer(2, 8) },
  });
  if (random.chance(0.6)) {
    const details = { event, session: `${customer.brand} symposium`, minutes: random.integer(30, 90) };
    yield contact(customer, held, 'session', { ...base, type: 'conference.session_attended', details });
  }
  if (random.chance(0.5)) {
    const details = { event, booth: 'Booth 12', minutes: random.integer(3, 20) };
    yield contact(customer, held, 'booth', {
      ...base,
      actor: liaisonCode(customer.territory),
      type: 'conference.booth_visited',
      details,
    });
  }
}

/** A talk is a service we pay for: the fee is a transfer of value, and no reason for a higher score. */
function* talks({ customer, period, random }: HistoryContext): Generator<InteractionRecord> {
  for (const at of moments(customer.archetype.speaks, period, random)) {
    const details = {
      event: `${random.pick(eventNames)} ${at.getUTCFullYear()}`,
      title: `${customer.brand} in daily practice`,
      role: 'speaker',
      audience: random.integer(15, 200),
    };
    const fee = {
      entry: 'value_transfer',
      amountMinor: random.integer(40_000, 150_000),
      currency: 'EUR',
      nature: 'speaker fee',
    } as const;
    yield contact(customer, at, 'spoke', { brand: customer.brand, type: 'conference.spoke', details, ledger: [fee] });
  }
}
