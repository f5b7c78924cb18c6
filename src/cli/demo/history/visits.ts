import type { InteractionRecord } from '../../../sdk';
import { later, moments } from '../moments';
import { detailAid } from '../reference-records';
import { contact, type HistoryContext } from './contact';

const questionKinds = ['dosing', 'mechanism', 'efficacy', 'safety', 'access'] as const;

/** How far the customer has come with the brand, 0 to 1: late in the history of somebody who warmed to it, it is high. */
function conviction({ customer, period }: HistoryContext, at: Date): number {
  const elapsed = (at.getTime() - period.from.getTime()) / (period.until.getTime() - period.from.getTime());
  return customer.archetype.startedAt < 1 ? elapsed * (1 - customer.archetype.startedAt) : 0.3;
}

/** Visits by the customer's representatives: held, declined, with questions and samples as they come up. */
export function* visits(context: HistoryContext): Generator<InteractionRecord> {
  const { customer, period, random } = context;
  for (const at of moments(customer.archetype.visitsPerYear, period, random)) {
    const base = { brand: customer.brand, actor: random.pick(customer.representatives) };
    if (random.chance(customer.archetype.declined)) {
      yield contact(customer, at, 'declined', {
        ...base,
        type: 'rep.visit_declined',
        details: { reason: random.pick(['no_time', 'no_interest', 'absent']) },
      });
      continue;
    }
    yield heldVisit(context, at, base);
    if (random.chance(customer.archetype.asks)) yield question(context, at, base);
    yield* sampling(context, at, base);
  }
}

type Base = { readonly brand: string; readonly actor: string };

function heldVisit(context: HistoryContext, at: Date, base: Base): InteractionRecord {
  const { customer, random } = context;
  const remote = random.chance(0.2);
  const convinced = conviction(context, at);
  const reaction = random.chance(convinced * 0.3)
    ? random.pick(['intent_stated', 'use_started', 'explained_back'])
    : undefined;
  return contact(customer, at, 'visit', {
    ...base,
    content: detailAid(customer.brand),
    type: remote ? 'rep.remote_call_held' : 'rep.visit_held',
    details: {
      callType: remote ? random.pick(['phone', 'video']) : 'face_to_face',
      minutes: random.integer(6, 45),
      brands: [{ code: customer.brand, ...(reaction === undefined ? {} : { reaction }) }],
      materials: [detailAid(customer.brand)],
    },
  });
}

function question(context: HistoryContext, at: Date, base: Base): InteractionRecord {
  const kind = context.random.pick(questionKinds);
  const details = { question: `What do the data say about ${kind}?`, kind, answered: context.random.chance(0.6) };
  return contact(context.customer, at, 'question', { ...base, type: 'rep.question_asked', details });
}

/** A sample is asked for now and then, and left at a later visit. */
function* sampling(context: HistoryContext, at: Date, base: Base): Generator<InteractionRecord> {
  const { customer, period, random } = context;
  if (!random.chance(customer.archetype.asks * 0.3)) return;
  const sample = { product: `${customer.brand} starter pack`, quantity: random.integer(1, 3) };
  yield contact(customer, at, 'sample-requested', { ...base, type: 'rep.sample_requested', details: sample });
  const delivered = later(at, random.integer(3, 20), period);
  if (delivered !== null) {
    yield contact(customer, delivered, 'sample-left', {
      ...base,
      type: 'rep.sample_left',
      details: { ...sample, receiptSigned: true },
    });
  }
}
