import type { Outcome } from './ingest';
import { deterministicId, digest } from './normalise/canonical';
import { isRefused, keyOf } from './normalise/prepared';
import { storableJson, storableText } from './normalise/storable-text';
import type { PendingSetAside } from './plan/changes';
import { awaited, customerKeysOf } from './plan/customer-keys';
import type { DraftOutcome } from './plan/plan-batch';
import type { SetAsideRow, WaitingRow } from './store/set-aside.store';

const longestRaw = 20_000;
const longestRecord = 200_000;

/** Where set-aside items came in. */
export interface SetAsideDoor {
  readonly id: string;
  readonly importRunId?: string | undefined;
}

/**
 * Makes a row that can always be stored, whatever the item holds. Ids of refused items follow from their content, so
 * that sending a file again does not double its rejections; a waiting row gets a new id, its key is unique anyway.
 */
export function setAsideRow(
  index: number,
  pending: PendingSetAside,
  door: SetAsideDoor,
  newId: () => string,
): SetAsideRow {
  const { item, disposition, code, reason, resolution } = pending;
  if (pending.content === 'withheld') return withheldRow(index, pending, door, newId);
  const given = isRefused(item) ? item.given : item.record;
  const record = given === undefined ? null : storableJson(given, longestRecord);
  const raw = item.position.raw === undefined ? record : storableText(item.position.raw);
  const key = keyFields(given);
  return {
    index,
    id: disposition === 'waiting' ? newId() : refusedId(pending, door, `${raw ?? ''}\u0000${record ?? ''}`),
    disposition,
    door: door.id,
    code,
    reason: storableText(reason),
    ...key,
    line: item.position.line,
    raw: raw === null ? null : raw.slice(0, longestRaw),
    record,
    importRunId: door.importRunId ?? null,
    resolution,
    waitsFor: waitsFor(pending),
    reportedBy: item.reporter?.subject ?? null,
    plugin: pending.plugin ?? null,
  };
}

function refusedId({ item, disposition, code }: PendingSetAside, door: SetAsideDoor, content: string): string {
  return deterministicId('refused', door.id, disposition, code, item.position.line, digest(content));
}

/** A record may name a customer by several identifiers: any of them may bring it. */
function waitsFor({ item, disposition, code }: PendingSetAside): readonly string[] {
  if (disposition !== 'waiting' || code !== 'CUSTOMER_UNKNOWN' || isRefused(item)) return [];
  return customerKeysOf(item.record).map((key) => storableText(awaited(key)));
}

/** Says that something came and why it is not kept, and nothing of what it said. In a file its line tells it from others. */
function withheldRow(
  index: number,
  { item, disposition, code, reason }: PendingSetAside,
  door: SetAsideDoor,
  newId: () => string,
): SetAsideRow {
  const { line } = item.position;
  const run = door.importRunId ?? null;
  const id = run === null ? newId() : deterministicId('withheld', door.id, run, code, line);
  const nothing = { source: null, sourceKey: null, kind: null, raw: null, record: null, resolution: null } as const;
  return {
    index,
    id,
    disposition,
    door: door.id,
    code,
    reason: storableText(reason),
    line,
    importRunId: run,
    ...nothing,
    waitsFor: [],
    reportedBy: null,
    plugin: null,
  };
}

/** Adds the ids of set-aside rows to the outcomes. Of several rows for one waiting key only the last was kept. */
export function withSetAsideIds(
  drafts: readonly DraftOutcome[],
  rows: readonly SetAsideRow[],
  kept: readonly WaitingRow[],
): readonly Outcome[] {
  if (rows.length === 0) return drafts.map(withoutIndex);
  const ids = new Map(rows.map((row) => [row.index, row.id]));
  const waiting = new Map(kept.map((row) => [keyOf(row), row.id]));
  for (const row of rows) {
    const id = waiting.get(rowKey(row));
    if (id !== undefined && row.disposition === 'waiting' && row.resolution === null) ids.set(row.index, id);
  }
  return drafts.map((draft) => {
    const setAsideId = ids.get(draft.index);
    return setAsideId === undefined ? withoutIndex(draft) : { ...withoutIndex(draft), setAsideId };
  });
}

function withoutIndex({ outcome }: DraftOutcome): Outcome {
  return outcome;
}

/** The last of several rows that would be one. */
export function lastOfEach(rows: readonly SetAsideRow[], key: (row: SetAsideRow) => string): readonly SetAsideRow[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}

export function rowKey(row: SetAsideRow): string {
  return `${row.source}\u0000${row.sourceKey}\u0000${row.kind}`;
}

function keyFields(given: unknown): Pick<SetAsideRow, 'source' | 'sourceKey' | 'kind'> {
  const fields = (typeof given === 'object' && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  return {
    source: shortText(fields.source),
    sourceKey: shortText(fields.sourceKey),
    kind: shortText(fields.kind) as SetAsideRow['kind'],
  };
}

function shortText(value: unknown): string | null {
  return typeof value === 'string' ? storableText(value).slice(0, 400) : null;
}
