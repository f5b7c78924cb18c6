import { consentsOf } from '../consent';
import type { CustomerKey, Writer } from '../sdk';
import { together } from '../shared/meanwhile';
import type { ErasureMarks } from './erasure-marks';
import { isRefused, keyOf, keyOfPart, type Prepared } from './normalise/prepared';
import { Changes } from './plan/changes';
import { type Claim, ClaimBook } from './plan/claim-book';
import { CodeBook, type ReferenceKind, referenceKinds, type StoredCode } from './plan/code-book';
import { ConsentBook } from './plan/consent-book';
import { customerKeysOf } from './plan/customer-keys';
import { type IdentifierOwner, IdentityBook, identifierKey } from './plan/identity-book';
import { type BatchState, textsOf } from './plan/plan-batch';
import type { PlanState } from './plan/planner';
import type { Batch } from './services';
import { loadClaims } from './store/claim.store';
import {
  drawCustomerIds,
  drawReferenceIds,
  loadCodes,
  loadIdentifiers,
  lockOpenWaiting,
  type OpenWaitingRow,
} from './store/working-set.store';

export interface LoadServices {
  readonly typeOf: PlanState['typeOf'];
  readonly marks: ErasureMarks;
}

type Codes = Readonly<Record<ReferenceKind, Set<string>>>;

/** What was read for a batch. */
export interface Loaded {
  readonly claims: readonly Claim[];
  /** Makes the state before the first item, each time anew, with further claims beside those that were read. */
  readonly stateWith: (further: readonly Claim[]) => BatchState;
}

/** Reads in four or five statements all that a batch can be decided upon. */
export async function loadState(
  writer: Writer,
  { items, attempt, held }: Pick<Batch, 'items' | 'attempt' | 'held'>,
  arrivedAt: Date,
  { typeOf, marks }: LoadServices,
): Promise<Loaded> {
  const sound = items.flatMap((item) => (isRefused(item) ? [] : [item]));
  const records = sound.map((item) => item.record);
  const keys = distinctInOrder(sound);
  const wanted = new Map<string, CustomerKey>();
  const codes: Codes = { brand: new Set(), territory: new Set(), teamMember: new Set(), content: new Set() };
  for (const record of records) {
    for (const key of customerKeysOf(record)) wanted.set(identifierKey(key), key);
    collectCodes(record, codes);
  }
  const texts = items.flatMap((item) => (isRefused(item) ? textsOf(item) : []));
  const [marked, waiting, claims, owners, storedCodes] = await together(
    marks.find(writer, [...wanted.values()], texts),
    lockOpenWaiting(writer, keys),
    loadClaims(writer, keys, attempt === 1 ? 'free' : 'locked'),
    loadIdentifiers(writer, [...wanted.values()]),
    loadCodes(writer, {
      territory: [...codes.territory],
      teamMember: [...codes.teamMember],
      content: [...codes.content],
    }),
  );
  const former = await loadFormerParts(writer, claims, keys, attempt);
  const consents = await consentsOf(writer, bound(records, owners, typeOf));
  const customerIds = await drawCustomerIds(writer, possibleCustomers(records, owners));
  const referenceIds = await drawIds(writer, records, storedCodes);
  const openWaiting = new Map([...waiting, ...former.waiting].map((row) => [keyOf(row), row]));
  const stateWith = (further: readonly Claim[]): BatchState => ({
    arrivedAt,
    typeOf,
    held,
    marked,
    changes: new Changes(),
    consents: new ConsentBook(consents),
    claims: new ClaimBook([...claims, ...former.claims, ...further]),
    identities: new IdentityBook(owners, customerIds),
    codes: new CodeBook(storedCodes, referenceIds),
    openWaiting,
  });
  return { claims, stateWith };
}

/** Customers of whom something is to be kept that needs their consent. */
function bound(
  records: readonly Prepared['record'][],
  owners: readonly IdentifierOwner[],
  typeOf: PlanState['typeOf'],
): readonly number[] {
  const keys = records.filter(
    (record) => record.kind === 'interaction' && typeOf(record.type).legalBasis !== undefined,
  );
  if (keys.length === 0) return [];
  const named = new Set(keys.flatMap(customerKeysOf).map(identifierKey));
  return [...new Set(owners.filter((owner) => named.has(identifierKey(owner))).map(({ customerId }) => customerId))];
}

/** Each key once, in the order in which every batch meets them. */
function distinctInOrder(items: readonly Prepared[]): readonly Prepared['record'][] {
  const byKey = new Map(items.map((item) => [item.key, item.record]));
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? []);
}

/** What records of the batch named as their parts before and the batch does not have itself: it may have to be taken back. */
async function loadFormerParts(
  writer: Writer,
  claims: readonly Claim[],
  own: readonly Prepared['record'][],
  attempt: number,
): Promise<{ readonly claims: readonly Claim[]; readonly waiting: readonly OpenWaitingRow[] }> {
  const parts = claims.flatMap(({ source, parts }) => (parts ?? []).map((name) => keyOfPart(source, name)));
  if (parts.length === 0) return { claims: [], waiting: [] };
  const former = new Map(parts.map((part) => [keyOf(part), part]));
  for (const record of own) former.delete(keyOf(record));
  if (former.size === 0) return { claims: [], waiting: [] };
  const keys = [...former.keys()].sort().flatMap((key) => former.get(key) ?? []);
  const waiting = await lockOpenWaiting(writer, keys);
  return { waiting, claims: await loadClaims(writer, keys, attempt === 1 ? 'free' : 'locked') };
}

/** Brands are all loaded anyway. */
function collectCodes(record: Prepared['record'], codes: Codes): void {
  const add = (kind: ReferenceKind, code: string | undefined) => code !== undefined && codes[kind].add(code);
  if (record.kind === 'interaction') {
    add('teamMember', record.actor);
    add('content', record.content);
  } else if (record.kind === 'relationship') add('teamMember', record.teamMember);
  else if (record.kind === 'customer') add('territory', record.territory);
  else if (isReference(record)) {
    add(record.kind, record.code);
    if (record.kind === 'territory') add('territory', record.parent);
    if (record.kind === 'teamMember') add('territory', record.territory);
  }
}

function isReference(record: Prepared['record']): record is Prepared<ReferenceKind>['record'] {
  return (referenceKinds as readonly string[]).includes(record.kind);
}

/** How many customers the batch can create at most. */
function possibleCustomers(records: readonly Prepared['record'][], owners: readonly IdentifierOwner[]): number {
  const customers = records.filter((record) => record.kind === 'customer');
  if (customers.length === 0) return 0;
  const known = new Set(owners.map(identifierKey));
  return customers.filter(({ identifiers }) => !identifiers.some((key) => known.has(identifierKey(key)))).length;
}

async function drawIds(
  writer: Writer,
  records: readonly Prepared['record'][],
  stored: readonly StoredCode[],
): Promise<readonly Omit<StoredCode, 'code'>[]> {
  const known = new Set(stored.map(({ kind, code }) => `${kind} ${code}`));
  const declared = new Map<ReferenceKind, Set<string>>();
  for (const record of records) {
    if (!isReference(record) || known.has(`${record.kind} ${record.code}`)) continue;
    declared.set(record.kind, (declared.get(record.kind) ?? new Set()).add(record.code));
  }
  if (declared.size === 0) return [];
  return drawReferenceIds(
    writer,
    [...declared].map(([kind, codes]) => ({ kind, count: codes.size })),
  );
}
