import type { Normalised } from '../normalise/record-schemas';
import type { Changes } from './changes';
import { addToChange, type CustomerLists, newCustomer, unchangedCustomer } from './customer-change';
import type { Planner } from './planner';
import { isWaiting, resolveCodes, resolveCustomer } from './resolve';

export const planCustomer: Planner<'customer'> = (record, _revision, { identities, codes, changes }) => {
  const identity = identities.resolve(record.identifiers);
  if (identity.customerId === null && identity.code === 'IDENTIFIER_CONFLICT') return identity;
  const ids = resolveCodes(codes, { territory: record.territory });
  if (isWaiting(ids)) return ids;
  const customerId = identity.customerId ?? identities.newCustomerId();
  const isNew = identity.customerId === null;
  if (isNew) changes.createdCustomers.add(customerId);
  const before =
    changes.customers.get(customerId) ?? (isNew ? newCustomer(customerId, record) : unchangedCustomer(customerId));
  changes.customers.set(customerId, addToChange(before, record, ids.territory));
  identities.link(record.identifiers, customerId);
  replaceLists(changes, customerId, record);
  return { customerId, subjectId: null };
};

export const planIdentifier: Planner<'identifier'> = (record, _revision, { identities }) => {
  const customer = resolveCustomer(identities, record.customer);
  if (isWaiting(customer)) return customer;
  const all = identities.resolve([...record.customer, ...record.add]);
  if (all.customerId === null) return { code: all.code, reason: all.reason };
  identities.link(record.add, customer.customerId);
  return { customerId: customer.customerId, subjectId: null };
};

function replaceLists(changes: Changes, customerId: number, record: Normalised<'customer'>): void {
  const { source, otherNames, licences, contactPoints, addresses } = record;
  const given = Object.fromEntries(
    Object.entries({ otherNames, licences, contactPoints, addresses }).filter(([, list]) => list !== undefined),
  );
  if (Object.keys(given).length === 0) return;
  const key = `${customerId} ${source}`;
  const before: CustomerLists = changes.customerLists.get(key) ?? { customerId, source };
  changes.customerLists.set(key, { ...before, ...given });
}
