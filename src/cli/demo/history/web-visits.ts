import type { InteractionRecord, NeedRecord } from '../../../sdk';
import { moments } from '../moments';
import { demoSource } from '../reference-records';
import { contact, type HistoryContext } from './contact';

const enquiryTopics = [
  'dosing in renal impairment',
  'interaction with anticoagulants',
  'reimbursement',
  'storage',
] as const;
/** What a page view leads to, and how often per visit. */
const sequels = { download: 0.16, video: 0.1, search: 0.12, enquiry: 0.04, course: 0.03 } as const;

/** Visits to our sites, with what visitors do there. An enquiry is also something the customer asks us for. */
export function* webVisits(context: HistoryContext): Generator<InteractionRecord | NeedRecord> {
  const { customer, period, random } = context;
  const rate = customer.kind === 'consumer' ? 2 : customer.archetype.webVisitsPerYear;
  for (const at of moments(rate, period, random)) {
    const base = customer.kind === 'consumer' ? {} : { brand: customer.brand };
    const path = `/${customer.brand.toLowerCase()}`;
    const count = random.integer(1, 6);
    yield contact(customer, at, 'page', {
      ...base,
      count,
      type: 'web.page_view',
      details: { path, title: `About ${customer.brand}` },
    });
    yield* sequel(context, new Date(at.getTime() + 90_000), base, path);
  }
}

function* sequel(
  { customer, random }: HistoryContext,
  at: Date,
  base: { readonly brand?: string },
  path: string,
): Generator<InteractionRecord | NeedRecord> {
  if (random.chance(sequels.search)) {
    yield contact(customer, at, 'search', {
      ...base,
      type: 'web.search',
      details: { query: 'dose adjustment', results: random.integer(0, 20) },
    });
  }
  if (random.chance(sequels.download)) {
    const details = { path, file: `${customer.brand.toLowerCase()}-label.pdf`, kind: random.pick(['label', 'study']) };
    yield contact(customer, at, 'download', { ...base, type: 'web.download', details });
  }
  if (random.chance(sequels.video)) {
    yield contact(customer, at, 'video', {
      ...base,
      type: 'web.video_watched',
      details: { title: `${customer.brand} in practice`, share: random.integer(1, 10) / 10 },
    });
  }
  if (customer.kind === 'professional' && random.chance(sequels.course)) {
    yield contact(customer, at, 'course', {
      ...base,
      type: 'web.elearning_passed',
      details: { course: `${customer.brand} essentials`, score: random.integer(60, 100) / 100 },
    });
  }
  if (random.chance(customer.kind === 'consumer' ? 0.5 : sequels.enquiry)) {
    const topic = random.pick(enquiryTopics);
    yield contact(customer, at, 'enquiry', { ...base, type: 'web.enquiry', details: { path, topic } });
    yield {
      kind: 'need',
      source: demoSource,
      sourceKey: `${customer.key.value}-${at.getTime().toString(36)}-request`,
      customer: [customer.key],
      need: 'request',
      topic,
      raisedAt: at.toISOString(),
      channel: 'web',
      ...base,
    };
  }
}
