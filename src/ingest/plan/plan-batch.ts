import type { MarkedPersons } from '../erasure-marks';
import type { Outcome } from '../ingest';
import { limits } from '../normalise/field-schemas';
import { isRefused, type Prepared, partName, type Refused } from '../normalise/prepared';
import { storableJson } from '../normalise/storable-text';
import { answerWaiting } from './answer-waiting';
import { type Claim, type ClaimBook, mayReplace, type Reported, type Verdict } from './claim-book';
import { customerKeysOf } from './customer-keys';
import { planConsent } from './plan-consent';
import { planCustomer, planIdentifier } from './plan-customer';
import { planExchangeRates } from './plan-exchange-rates';
import { planInteraction } from './plan-interaction';
import { planLedger } from './plan-ledger';
import { planReference } from './plan-reference';
import { planAffiliation, planNeed, planRelationship } from './plan-ties';
import type { Planned, PlanState, Revision } from './planner';
import { isWaiting, type Waiting } from './resolve';
import { withdrawParts } from './withdraw-parts';

/** What the planners need, the keys of the batch, and the open waiting rows under these keys (by key). */
export interface BatchState extends PlanState {
  readonly claims: ClaimBook;
  readonly openWaiting: ReadonlyMap<string, OpenWaiting>;
  readonly marked: MarkedPersons;
}

/** A stored record that waits, by its id. */
export interface OpenWaiting extends Reported {
  readonly id: string;
  readonly receivedAt: Date;
}

/** Outcome of one item before the ids of set-aside rows are known. */
export interface DraftOutcome {
  readonly index: number;
  readonly outcome: Outcome;
}

/**
 * Goes through a batch item by item, as if each were stored before the next is looked at, and collects what is to be
 * written. Whatever an item creates serves the items after it.
 */
export function planBatch(items: readonly (Prepared | Refused)[], state: BatchState): readonly DraftOutcome[] {
  return items.map((item) => (isRefused(item) ? refuse(item, state) : planItem(item, state)));
}

/** What is no contact is counted and not kept: an access log has more pictures than pages. */
function refuse(item: Refused, state: BatchState): DraftOutcome {
  const { disposition, code, reason } = item;
  if (code === 'NOT_A_CONTACT') return draft(item, { status: disposition, code, reason });
  if (textsOf(item).some((text) => state.marked.names(text))) return setAside(item, 'filtered', erased, state);
  return setAside(item, disposition, item, state);
}

/** What a refused item says, as texts that may name a person. */
export function textsOf({ position, given }: Refused): readonly string[] {
  const texts = [position.raw ?? null, given === undefined ? null : storableJson(given, limits.record)];
  return texts.filter((text) => text !== null);
}

const erased: Waiting = {
  code: 'ERASED',
  reason: 'A person that the record names was erased. Nothing of it is kept.',
  content: 'withheld',
};

function planItem(item: Prepared, state: BatchState): DraftOutcome {
  if (customerKeysOf(item.record).some((key) => state.marked.isErased(key))) return wait(item, erased, state);
  const verdict = verdictOn(item, state);
  if (verdict.action === 'repeat') return repeated(item, verdict.claim, state);
  if (verdict.action === 'refuse') {
    return setAside(item, 'rejected', { code: verdict.code, reason: refusalReason(verdict, item) }, state);
  }
  if (item.unread !== undefined) return wait(item, item.unread, state);
  const planned = planRecord(item, verdict, state);
  if (isWaiting(planned)) return wait(item, planned, state);
  return accept(item, verdict, planned, state);
}

/** What waits under a key is somebody's report, too. */
function verdictOn(item: Prepared, { claims, openWaiting, changes }: BatchState): Verdict {
  const waiting = openWaiting.get(item.key);
  if (waiting !== undefined && !changes.waitingByKey.has(item.key)) {
    if (!mayReplace(item.reporter, waiting)) return { action: 'refuse', code: 'SOURCE_KEY_FOREIGN' };
    if (isOvertakenBy(waiting, item)) return { action: 'refuse', code: 'SOURCE_KEY_OVERTAKEN' };
  }
  const verdict = claims.judge(item);
  // Of details that were not read nobody can say whether they are others.
  const isUnclear = item.unread !== undefined && verdict.action === 'refuse' && verdict.code !== 'SOURCE_KEY_FOREIGN';
  return isUnclear ? { action: 'add', revision: 1, previous: null } : verdict;
}

function isOvertakenBy({ receivedAt }: OpenWaiting, { arrivedAt }: Prepared): boolean {
  return arrivedAt !== undefined && receivedAt > arrivedAt;
}

function planRecord({ record }: Prepared, revision: Revision, state: PlanState): Planned | Waiting {
  switch (record.kind) {
    case 'interaction':
      return planInteraction(record, revision, state);
    case 'customer':
      return planCustomer(record, revision, state);
    case 'identifier':
      return planIdentifier(record, revision, state);
    case 'ledger':
      return planLedger(record, revision, state);
    case 'need':
      return planNeed(record, revision, state);
    case 'consent':
      return planConsent(record, revision, state);
    case 'relationship':
      return planRelationship(record, revision, state);
    case 'affiliation':
      return planAffiliation(record, revision, state);
    case 'exchangeRates':
      return planExchangeRates(record, revision, state);
    default:
      return planReference(record, state);
  }
}

function accept(item: Prepared, revision: Revision, planned: Planned, state: BatchState): DraftOutcome {
  const { record, hash } = item;
  const { source, sourceKey, kind } = record;
  const { customerId, subjectId } = planned;
  state.claims.accept(item.key, {
    source,
    sourceKey,
    kind,
    hash,
    revision: revision.revision,
    customerId,
    subjectId,
    retracted: false,
    parts: record.kind === 'interaction' ? (record.parts?.map(partName) ?? null) : null,
    reportedBy: item.reporter?.subject ?? null,
    arrivedAt: item.arrivedAt ?? state.arrivedAt,
  });
  withdrawParts(record, revision.previous, state);
  if (customerId !== null) state.changes.touchedCustomers.add(customerId);
  const filtered = record.kind === 'interaction' ? record.filtered : undefined;
  const status = filtered !== undefined ? 'filtered' : revision.previous === null ? 'accepted' : 'corrected';
  answerWaiting(item.key, status, state);
  return draft(item, filtered === undefined ? found(status, planned) : { ...found(status, planned), ...filtered });
}

/** The source has said the same again; if it said something else in between, that waits and no longer counts. */
function repeated(item: Prepared, claim: Claim, state: BatchState): DraftOutcome {
  answerWaiting(item.key, 'repeated', state);
  return draft(item, found('repeated', claim));
}

/** What no human did is not worth a decision: it is kept with the reason of its filter. */
function wait(item: Prepared, waiting: Waiting, state: BatchState): DraftOutcome {
  if (waiting.content === 'withheld') return setAside(item, 'filtered', waiting, state);
  const filtered = item.record.kind === 'interaction' ? item.record.filtered : undefined;
  return filtered === undefined
    ? setAside(item, 'waiting', waiting, state)
    : setAside(item, 'filtered', filtered, state);
}

function setAside(
  item: Prepared | Refused,
  disposition: 'rejected' | 'waiting' | 'filtered',
  why: Waiting,
  state: BatchState,
): DraftOutcome {
  const { code, reason, content, plugin } = why;
  const pending = { item, disposition, code, reason, content, plugin, resolution: null };
  state.changes.setAside.set(item.index, pending);
  if (disposition === 'waiting' && !isRefused(item)) state.changes.waitingByKey.set(item.key, pending);
  return draft(item, { status: disposition, code, reason });
}

type Answer = { -readonly [Key in keyof Omit<Outcome, 'position' | 'kind' | 'sourceKey'>]: Outcome[Key] };

function draft(item: Prepared | Refused, answer: Answer): DraftOutcome {
  const { index, position } = item;
  if (isRefused(item)) return { index, outcome: { position, ...answer } };
  const { kind, sourceKey } = item.record;
  return { index, outcome: { position, kind, sourceKey, ...answer } };
}

/** The answer for a record whose place is known. */
function found(status: Outcome['status'], { customerId, subjectId }: Planned): Answer {
  const answer: Answer = { status };
  if (customerId !== null) answer.customerId = customerId;
  if (subjectId !== null) answer.subjectId = subjectId;
  return answer;
}

const refusals: Readonly<Record<Extract<Verdict, { action: 'refuse' }>['code'], string>> = {
  SOURCE_KEY_CONFLICT: 'came before with other content, and this door takes no corrections',
  SOURCE_KEY_RETRACTED: 'was retracted; send it under a new key',
  SOURCE_KEY_OVERTAKEN: 'came again with other content while this had to wait; the later one stays',
  SOURCE_KEY_FOREIGN: 'was reported by somebody else, whose records these credentials do not correct',
};

function refusalReason({ code }: Extract<Verdict, { action: 'refuse' }>, { record }: Prepared): string {
  return `"${record.sourceKey}" of ${record.source} ${refusals[code]}`;
}
