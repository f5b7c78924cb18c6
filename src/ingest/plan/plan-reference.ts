import type { Normalised } from '../normalise/record-schemas';
import type { ReferenceKind } from './code-book';
import type { PlanState } from './planner';
import { isWaiting, resolveCodes, type Waiting } from './resolve';

/** Territory, brand, team member or content: created or brought up to date by its code. */
export function planReference(
  record: Normalised<ReferenceKind>,
  state: Pick<PlanState, 'codes' | 'changes'>,
): { readonly customerId: null; readonly subjectId: null } | Waiting {
  const ids = resolveCodes(state.codes, namedBy(record));
  if (isWaiting(ids)) return ids;
  const id = state.codes.declare(record.kind, record.code);
  const key = `${record.kind} ${record.code}`;
  const before = state.changes.references.get(key);
  state.changes.references.set(key, {
    id,
    record: before === undefined ? record : ({ ...before.record, ...withoutAbsent(record) } as typeof record),
    territoryId: ids.territory ?? before?.territoryId ?? null,
    brandId: ids.brand ?? before?.brandId ?? null,
  });
  return { customerId: null, subjectId: null };
}

function namedBy(record: Normalised<ReferenceKind>): {
  readonly territory?: string | undefined;
  readonly brand?: string | undefined;
} {
  switch (record.kind) {
    case 'territory':
      return { territory: record.parent };
    case 'teamMember':
      return { territory: record.territory };
    case 'content':
      return { brand: record.brand };
    case 'brand':
      return {};
  }
}

/** What a later record leaves out stays as the earlier one of the batch said it. */
function withoutAbsent(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
