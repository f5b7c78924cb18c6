import type { InteractionRecord } from '../../../sdk';
import type { DemoCustomer } from '../customer-records';
import type { Period } from '../moments';
import type { Random } from '../random';
import { demoSource } from '../reference-records';

/** What a channel's generator works from. */
export interface HistoryContext {
  readonly customer: DemoCustomer;
  readonly period: Period;
  readonly random: Random;
}

type ContactParts = Pick<InteractionRecord, 'type' | 'details'> &
  Partial<
    Pick<InteractionRecord, 'brand' | 'actor' | 'content' | 'count' | 'channelPermission' | 'filtered' | 'ledger'>
  >;

/** An interaction record of the demo source; `suffix` tells contacts of one customer and moment apart. */
export function contact(customer: DemoCustomer, at: Date, suffix: string, parts: ContactParts): InteractionRecord {
  return {
    kind: 'interaction',
    source: demoSource,
    sourceKey: `${customer.key.value}-${at.getTime().toString(36)}-${suffix}`,
    customer: [customer.key],
    occurredAt: at.toISOString(),
    ...parts,
  };
}
