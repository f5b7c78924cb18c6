import type { LedgerKind } from '../../sdk';
import { deterministicId } from '../normalise/canonical';
import type { Changes, PendingLedgerLine } from './changes';
import { liveRow, type Planner } from './planner';
import { isWaiting, resolveCodes, resolveCustomer } from './resolve';

/** What an entry does to the net contribution of a customer. */
const signs: Readonly<Record<LedgerKind, 1 | -1>> = {
  revenue: 1,
  rebate: -1,
  cost_of_goods: -1,
  service_cost: -1,
  touch_cost: -1,
  value_transfer: -1,
};

export const planLedger: Planner<'ledger'> = (record, { revision, previous }, { identities, codes, changes }) => {
  const customer = resolveCustomer(identities, record.customer);
  if (isWaiting(customer)) return customer;
  const ids = resolveCodes(codes, { brand: record.brand });
  if (isWaiting(ids)) return ids;
  const old = liveRow(previous);
  if (old !== null) {
    changes.touchedCustomers.add(old.customerId);
    const pending = changes.ledgerLines.get(old.id);
    if (pending === undefined) changes.retractedLedgerLines.push(old);
    else pending.superseded = true;
  }
  const { source, sourceKey, occurredOn } = record;
  const id = deterministicId('ledger', source, sourceKey, revision);
  const { customerId } = customer;
  addLedgerLine(changes, {
    customerId,
    id,
    line: record,
    source,
    sourceKey,
    occurredOn,
    brandId: ids.brand,
    interactionId: null,
    superseded: false,
  });
  return { customerId, subjectId: id };
};

export function addLedgerLine(changes: Changes, pending: PendingLedgerLine): void {
  changes.ledgerLines.set(pending.id, pending);
}

/** Minor units with the sign of the entry's effect; a reversal's minus turns it round. */
export function signedAmount(line: { readonly entry: LedgerKind; readonly amountMinor: number }): number {
  return line.amountMinor === 0 ? 0 : signs[line.entry] * line.amountMinor;
}
