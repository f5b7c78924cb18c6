import type { EventToScore, ScoredEvent, Scoring, TouchCost } from '../scoring';
import type { InteractionEvent, Writer } from '../sdk';
import { together } from '../shared/meanwhile';
import type { Changes, PendingInteraction } from './plan/changes';
import type { CodeBook } from './plan/code-book';
import {
  type createMeasureAddends,
  type MeasureAddend,
  type MonthDelta,
  monthDeltas,
  monthOf,
  type RollupEntry,
} from './rollup-deltas';
import {
  type ChannelOfCustomer,
  channelsWithPermissions,
  deriveClosures,
  markContactsAgainstClosure,
} from './store/closure.store';
import { insertInteractions, type RetractedInteraction, retractInteractions } from './store/interaction.store';
import { insertLedgerLines, retractLedgerLines } from './store/ledger.store';
import { addToMeasures, addToMonths } from './store/rollup.store';

export interface EventServices {
  readonly scoring: Scoring;
  readonly measureAddends: ReturnType<typeof createMeasureAddends>;
}

/** Runs the hooks over what the batch adds; no database. Superseded and filtered interactions earn nothing. */
export function scoreInteractions(
  scoring: Scoring,
  changes: Changes,
  codes: CodeBook,
  recordedAt: Date,
): Promise<readonly ScoredEvent[]> {
  const brandIds = codes.all('brand');
  const counted = [...changes.interactions.values()].filter(counts);
  return scoring.scoreAll(counted.map((row) => eventToScore(row, brandIds, recordedAt)));
}

/** Interactions and the money that belongs to them or stands alone, with all that is derived: value, closures, rollups. */
export async function applyEvents(
  writer: Writer,
  services: EventServices,
  changes: Changes,
  scored: readonly ScoredEvent[],
  at: Date,
): Promise<readonly RetractedInteraction[]> {
  const retracted = await takeOut(writer, services.scoring, changes.retractedInteractions, at);
  await retractLedgerLines(writer, changes.retractedLedgerLines, at);
  const pending = [...changes.interactions.values()];
  const costs = new Map(
    scored.flatMap(({ input, touchCost }) => (touchCost === null ? [] : [[input.event.id, touchCost]])),
  );
  const entries = () => [...retracted.filter(isCounted).map(leaving), ...pending.filter(counts).map(entering(costs))];
  await together(
    insertInteractions(writer, pending, costs, at).then(() => followPermissions(writer, pending, retracted)),
    insertLedgerLines(writer, ledgerRows(changes), at),
    scored.length === 0 ? Promise.resolve() : services.scoring.record(writer, scored),
    Promise.resolve().then(() => addToRollups(writer, rollupsOf(services, entries()))),
  );
  return retracted;
}

/** Takes stored interactions out of the ledger and the value; closures and rollups follow by what is answered. */
export async function takeOut(
  writer: Writer,
  scoring: Scoring,
  keys: Changes['retractedInteractions'],
  at: Date,
): Promise<readonly RetractedInteraction[]> {
  const retracted = await retractInteractions(writer, keys, at);
  const scoredBefore = retracted.filter(isCounted).map(({ customerId, id }) => ({ customerId, eventId: id }));
  if (scoredBefore.length > 0) await scoring.retract(writer, scoredBefore, at);
  return retracted;
}

/** Closures are derived anew where a permission came or went; contacts are marked there, and where new ones went out. */
export async function followPermissions(
  writer: Writer,
  pending: readonly PendingInteraction[],
  retracted: readonly RetractedInteraction[],
): Promise<void> {
  const turned = [
    ...pending.filter((row) => counts(row) && row.record.channelPermission !== undefined),
    ...retracted.filter((row) => row.permission !== null),
  ];
  const outbound = pending.filter((row) => !row.superseded && row.record.direction === 'out');
  const derived = distinctChannels(turned);
  await deriveClosures(writer, derived);
  if (outbound.length === 0 && derived.length === 0) return;
  const known = outbound.length === 0 ? [] : await channelsWithPermissions(writer, distinctCustomers(outbound));
  const contacted = new Set(outbound.map(channelKey));
  await markContactsAgainstClosure(
    writer,
    distinctChannels([...derived, ...known.filter((pair) => contacted.has(channelKey(pair)))]),
  );
}

export interface Rollups {
  readonly months: readonly MonthDelta[];
  readonly measures: readonly MeasureAddend[];
}

export function rollupsOf(services: EventServices, entries: readonly RollupEntry[]): Rollups {
  return { months: monthDeltas(entries), measures: services.measureAddends(entries) };
}

export async function addToRollups(writer: Writer, { months, measures }: Rollups): Promise<void> {
  await together(addToMonths(writer, months), addToMeasures(writer, measures));
}

export function isCounted(row: RetractedInteraction): boolean {
  return row.filteredCode === null;
}

export function leaving(row: RetractedInteraction): RollupEntry {
  return { ...row, sign: -1, month: monthOf(row.occurredAt) };
}

function entering(costs: ReadonlyMap<string, TouchCost>): (row: PendingInteraction) => RollupEntry {
  return (row) => {
    const cost = costs.get(row.id);
    const { type, count, details } = row.record;
    return {
      sign: 1,
      customerId: row.customerId,
      month: monthOf(row.occurredAt),
      channel: row.channel,
      type,
      brandId: row.brandId,
      count,
      costMinor: cost?.amountMinor ?? null,
      costCurrency: cost?.currency ?? null,
      details,
    };
  };
}

function counts(row: PendingInteraction): boolean {
  return !row.superseded && row.record.filtered === undefined;
}

function ledgerRows({ ledgerLines, interactions }: Changes) {
  return [...ledgerLines.values()].map((pending) => ({
    pending,
    superseded:
      pending.superseded ||
      (pending.interactionId !== null && interactions.get(pending.interactionId)?.superseded === true),
  }));
}

function eventToScore(row: PendingInteraction, brandIds: ReadonlyMap<string, number>, recordedAt: Date): EventToScore {
  const { customerId, brandId, actorId, occurredAt } = row;
  return { event: eventOf(row), customerId, brandId, actorId, brandIds, occurredAt, recordedAt };
}

function eventOf({ id, channel, record }: PendingInteraction): InteractionEvent {
  const { source, sourceKey, type, direction, brand, actor, count, details } = record;
  return {
    id,
    source,
    sourceKey,
    type,
    channel,
    direction,
    ...(brand === undefined ? {} : { brand }),
    ...(actor === undefined ? {} : { actor }),
    count,
    details,
  };
}

function channelKey({ customerId, channel }: ChannelOfCustomer): string {
  return `${customerId} ${channel}`;
}

function distinctChannels(rows: readonly ChannelOfCustomer[]): readonly ChannelOfCustomer[] {
  return [
    ...new Map(rows.map((row) => [channelKey(row), { customerId: row.customerId, channel: row.channel }])).values(),
  ];
}

function distinctCustomers(rows: readonly { readonly customerId: number }[]): readonly number[] {
  return [...new Set(rows.map((row) => row.customerId))];
}
