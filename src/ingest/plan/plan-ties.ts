import { deterministicId } from '../normalise/canonical';
import { instantOf } from '../normalise/times';
import { liveRow, noteMove, type Planned, type Planner } from './planner';
import { isWaiting, resolveCodes, resolveCustomer } from './resolve';

/** These rows keep one id through all corrections, because others add to them: a need is answered, a tie is ended. */
function rowId(kind: string, record: { readonly source: string; readonly sourceKey: string }): string {
  return deterministicId(kind, record.source, record.sourceKey, 1);
}

/** A need that was withdrawn and is raised again is another one. */
export const planNeed: Planner<'need'> = (record, { revision, previous }, { identities, codes, changes }) => {
  const customer = resolveCustomer(identities, record.customer);
  if (isWaiting(customer)) return customer;
  const ids = resolveCodes(codes, { brand: record.brand });
  if (isWaiting(ids)) return ids;
  const newId = deterministicId('need', record.source, record.sourceKey, revision);
  const planned = { customerId: customer.customerId, subjectId: liveRow(previous)?.id ?? newId } satisfies Planned;
  noteMove(changes.moves.need, previous, planned, changes);
  const row = { ...customer, id: planned.subjectId, record, raisedAt: instantOf(record.raisedAt), brandId: ids.brand };
  changes.needs.set(row.id, row);
  return planned;
};

export const planRelationship: Planner<'relationship'> = (record, { previous }, { identities, codes, changes }) => {
  const customer = resolveCustomer(identities, record.customer);
  if (isWaiting(customer)) return customer;
  const ids = resolveCodes(codes, { teamMember: record.teamMember, brand: record.brand });
  if (isWaiting(ids)) return ids;
  const planned = { customerId: customer.customerId, subjectId: rowId('relationship', record) } satisfies Planned;
  noteMove(changes.moves.relationship, previous, planned, changes);
  const row = { ...customer, id: planned.subjectId, record, teamMemberId: ids.teamMember, brandId: ids.brand };
  changes.relationships.set(row.id, row);
  return planned;
};

export const planAffiliation: Planner<'affiliation'> = (record, { previous }, { identities, changes }) => {
  const customer = resolveCustomer(identities, record.customer);
  if (isWaiting(customer)) return customer;
  const other = resolveCustomer(identities, record.other);
  if (isWaiting(other)) return other;
  if (other.customerId === customer.customerId) {
    return { code: 'IDENTIFIER_CONFLICT', reason: 'Both sides of the affiliation are the same customer' };
  }
  const planned = { customerId: customer.customerId, subjectId: rowId('affiliation', record) } satisfies Planned;
  noteMove(changes.moves.affiliation, previous, planned, changes);
  changes.touchedCustomers.add(other.customerId);
  const row = { ...customer, id: planned.subjectId, record, otherCustomerId: other.customerId };
  changes.affiliations.set(row.id, row);
  return planned;
};
