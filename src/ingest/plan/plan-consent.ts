import { deterministicId } from '../normalise/canonical';
import { instantOf } from '../normalise/times';
import { liveRow, type Planner } from './planner';
import { isWaiting, resolveCodes, resolveCustomer } from './resolve';

/** A correction adds a row and retracts the one before it: consents are history. */
export const planConsent: Planner<'consent'> = (record, { revision, previous }, state) => {
  const { identities, codes, changes, consents } = state;
  const customer = resolveCustomer(identities, record.customer);
  if (isWaiting(customer)) return customer;
  const ids = resolveCodes(codes, { brand: record.brand });
  if (isWaiting(ids)) return ids;
  const old = liveRow(previous);
  if (old !== null) {
    changes.touchedCustomers.add(old.customerId);
    consents.remove(old.customerId, old.id);
    const pending = changes.consents.get(old.id);
    if (pending === undefined) changes.retractedConsents.push(old);
    else pending.superseded = true;
  }
  const { customerId } = customer;
  const id = deterministicId('consent', record.source, record.sourceKey, revision);
  const { state: said, channel = null, purpose = null, validUntil } = record;
  const validity = {
    validFrom: instantOf(record.validFrom),
    validUntil: validUntil === undefined ? null : instantOf(validUntil),
  };
  const event = { id, state: said, channel, purpose, brandId: ids.brand, ...validity };
  consents.add(customerId, event);
  changes.consents.set(id, { ...event, customerId, record, revision, superseded: false });
  return { customerId, subjectId: id };
};
