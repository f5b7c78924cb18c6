import type { IntakeRecord } from '../../sdk';
import { affiliationRecord, type DemoCustomer, demoCustomer, relationshipRecords } from './customer-records';
import { events } from './history/events';
import { mails } from './history/mails';
import { quarters } from './history/money';
import { visits } from './history/visits';
import { webVisits } from './history/web-visits';
import { endedEarlier, type Period, periodEnding } from './moments';
import { seededRandom } from './random';
import { referenceRecords } from './reference-records';

export interface DemoOptions {
  readonly customers: number;
  readonly seed: number;
  /** End of the three years. */
  readonly until: Date;
}

/**
 * Invented customers with three years of contacts in four channels, as records for the ordinary intake. Everything a
 * record names comes before it. Each customer draws from chance of its own, so that more customers change nothing for
 * those that were there.
 */
export function* demoRecords(options: DemoOptions): Generator<IntakeRecord> {
  const reference = referenceRecords(seededRandom(options.seed));
  yield* reference.territories;
  yield* reference.brands;
  yield* reference.teamMembers;
  yield* reference.contents;
  const period = periodEnding(options.until);
  let organization: DemoCustomer | undefined;
  for (let number = 1; number <= options.customers; number += 1) {
    const random = seededRandom(options.seed + number * 7919);
    const customer = demoCustomer(number, random);
    yield customer.record;
    yield* relationshipRecords(customer, period.from.toISOString().slice(0, 10));
    if (customer.kind === 'professional' && organization !== undefined)
      yield affiliationRecord(customer, organization.number);
    if (customer.kind === 'organization') organization = customer;
    yield* history(customer, period, random);
  }
}

/** What happened with one customer, in order of time within each channel. Consumers only come to our site. */
function* history(
  customer: DemoCustomer,
  whole: Period,
  random: ReturnType<typeof seededRandom>,
): Generator<IntakeRecord> {
  const period = endedEarlier(whole, customer.archetype.silentMonths);
  const context = { customer, period, random };
  yield* webVisits(context);
  if (customer.kind === 'consumer') return;
  yield* visits(context);
  yield* mails(context);
  yield* events(context);
  yield* quarters({ ...context, period: whole });
}
