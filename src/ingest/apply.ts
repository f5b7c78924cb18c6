import { recordRates } from '../accounting';
import type { ScoredEvent, Scoring } from '../scoring';
import type { Writer } from '../sdk';
import { groupBy } from '../shared/group-by';
import { together } from '../shared/meanwhile';
import { applyEvents, type EventServices } from './apply-events';
import type { Decided } from './decide';
import type { Door } from './ingest';
import type { Changes } from './plan/changes';
import { ConcurrentChange } from './retry';
import type { Batch } from './services';
import { saveConsents } from './store/consent.store';
import { saveCustomers, saveIdentifiers } from './store/customer.store';
import { saveCustomerLists } from './store/customer-lists.store';
import type { RetractedInteraction } from './store/interaction.store';
import { announce, type News } from './store/outbox.store';
import { saveReferences } from './store/reference.store';
import { saveTies } from './store/ties.store';
import { lockCustomers } from './store/working-set.store';

/** What became of the values of a batch's customers; `none`: of none of them did it change. */
export type Renewal = 'none' | 'computed' | 'marked';

/** Of so many customers the values are computed within the transaction. Beyond, the computing would take longer than all else. */
export const mostComputedAtOnce = 25;

/**
 * Writes a batch whose keys are taken. The order is that of locks: keys, reference data, customers by id, identifiers; after that
 * nothing that another batch holds is waited for.
 */
export async function applyBatch(
  writer: Writer,
  services: EventServices,
  { state: { identities, changes }, scored }: Pick<Decided, 'state' | 'scored'>,
  { door: { snapshots }, passage }: Pick<Batch, 'door' | 'passage'>,
  at: Date,
): Promise<Renewal> {
  await saveReferences(writer, [...changes.references.values()]);
  await saveExchangeRates(writer, changes, at);
  await passage.afterLocks();
  const [, retracted] = await together(
    lockKnownCustomers(writer, changes).then(() => passage.locked()),
    applyToCustomers(writer, services, { identities, changes }, scored, at),
  );
  const values = valuesChanged(changes, scored, retracted);
  const [, renewal] = await together(
    saveTies(writer, changes, at),
    renewSnapshots(writer, services.scoring, values, snapshots, at),
    announce(writer, { interactions: interactionNews(changes), values }, at),
  );
  return renewal;
}

/** Goes behind the lock of the customers without waiting for it: the first statements are made while it is taken. */
async function applyToCustomers(
  writer: Writer,
  services: EventServices,
  { identities, changes }: Pick<Decided['state'], 'identities' | 'changes'>,
  scored: readonly ScoredEvent[],
  at: Date,
): Promise<readonly RetractedInteraction[]> {
  await saveCustomers(writer, [...changes.customers.values()], at);
  await saveIdentifiers(writer, identities.added(), at);
  await saveCustomerLists(writer, [...changes.customerLists.values()]);
  await services.scoring.open(writer, [...changes.createdCustomers], at);
  await saveConsents(writer, changes, at);
  return applyEvents(writer, services, changes, scored, at);
}

/** One edition for each base and source of the batch; an installation has one base, another is refused. */
async function saveExchangeRates(writer: Writer, { exchangeRates }: Changes, at: Date): Promise<void> {
  const groups = groupBy(exchangeRates.values(), ({ base, source }) => `${base} ${source}`);
  for (const rates of groups.values()) {
    const [first] = rates;
    if (first === undefined) continue;
    const { source, base } = first;
    await recordRates(writer, { source, base, quotes: rates.map(({ quote }) => quote) }, at);
  }
}

async function lockKnownCustomers(writer: Writer, { touchedCustomers, createdCustomers }: Changes): Promise<void> {
  const ids = [...touchedCustomers].filter((id) => !createdCustomers.has(id)).sort((one, other) => one - other);
  if (ids.length === 0) return;
  const found = await lockCustomers(writer, ids);
  if (found !== ids.length) throw new ConcurrentChange('a customer of the batch was removed meanwhile');
}

export async function renewSnapshots(
  writer: Writer,
  scoring: Scoring,
  customerIds: readonly number[],
  snapshots: Door['snapshots'],
  at: Date,
): Promise<Renewal> {
  if (customerIds.length === 0) return 'none';
  if (snapshots === 'now' && customerIds.length <= mostComputedAtOnce) {
    await scoring.refresh(writer, customerIds, at);
    return 'computed';
  }
  await scoring.markDirty(writer, customerIds);
  return 'marked';
}

/** Customers whose value may have changed: by contacts, money or needs. In the order of ids. */
function valuesChanged(
  changes: Changes,
  scored: readonly ScoredEvent[],
  retracted: readonly { readonly customerId: number }[],
): readonly number[] {
  const ids = new Set<number>();
  for (const { input } of scored) ids.add(input.customerId);
  for (const { customerId } of retracted) ids.add(customerId);
  for (const { customerId } of changes.ledgerLines.values()) ids.add(customerId);
  for (const { customerId } of changes.retractedLedgerLines) ids.add(customerId);
  for (const { customerId } of changes.needs.values()) ids.add(customerId);
  for (const { from } of changes.moves.need.values()) ids.add(from);
  for (const { customerId } of changes.withdrawnNeeds) ids.add(customerId);
  return [...ids].sort((one, other) => one - other);
}

function interactionNews(changes: Changes): News['interactions'] {
  return [...changes.interactions.values()]
    .filter((row) => !row.superseded && row.record.filtered === undefined)
    .map((row) => [row.customerId, row.id, row.record.type] as const);
}
