import type { Registry } from '../../kernel/registry';
import type { Direction, Reader } from '../../sdk';
import { idsLiteral, type Packed } from '../bulk/bulk-evidence.store';
import { packedIntegers } from '../bulk/packed';
import type { ModelInForce } from '../model';
import { scoreEvents } from '../score-event';
import type { EventToScore, ScoredEvent } from '../scoring';
import {
  type InteractionColumns,
  readActorCodes,
  readInteractionColumns,
  readWrittenEvidence,
  readWrittenLog,
  unitSeparator,
  type Written,
} from './unchanged.store';
import { evidenceLines, logLines } from './written-lines';

/**
 * Runs the hooks over the customers' interactions and answers the customers of whom they say something else than what is
 * stored, or of whom texts cannot tell. In all others no row is to be touched. Customers must be locked.
 */
export async function changedByHooks(
  reader: Reader,
  customerIds: readonly number[],
  registry: Registry,
  model: ModelInForce,
  brandIds: ReadonlyMap<string, number>,
): Promise<readonly number[]> {
  const ids = idsLiteral(customerIds);
  const interactions = readInteractionColumns(reader, ids);
  const log = readWrittenLog(reader, ids, [...registry.hooks.keys()]);
  const evidence = readWrittenEvidence(reader, ids, [...registry.adoption.keys()]);
  const rows = await interactions;
  const numbers = packedIntegers(rows.map((row) => row.numbers).join(' '));
  const actors = await readActorCodes(reader, distinctActors(numbers));
  const scored = byCustomer(scoreEvents(registry, model, eventsOf(rows, numbers, { brandIds, actors })));
  const [writtenLog, writtenEvidence] = [linesBy(await log), linesBy(await evidence)];
  return customerIds.filter((customerId) => {
    const own = scored.get(customerId) ?? [];
    const written = writtenLog.get(customerId);
    if (written?.foreign === true) return true;
    return (
      !sameLines(written?.lines ?? '', logLines(own, model.document)) ||
      !sameLines(writtenEvidence.get(customerId)?.lines ?? '', evidenceLines(own))
    );
  });
}

/** Whether two texts have the same lines, in whatever order. */
function sameLines(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  return one === other || sorted(one) === sorted(other);
}

const sorted = (lines: string): string => lines.split('\n').sort().join('\n');

const linesBy = (rows: readonly Written[]): ReadonlyMap<number, Written> =>
  new Map(rows.map((row) => [row.customer_id, row]));

function byCustomer(scored: readonly ScoredEvent[]): ReadonlyMap<number, ScoredEvent[]> {
  const groups = new Map<number, ScoredEvent[]>();
  for (const event of scored) {
    const own = groups.get(event.input.customerId);
    if (own === undefined) groups.set(event.input.customerId, [event]);
    else own.push(event);
  }
  return groups;
}

interface Kind {
  readonly type: string;
  readonly channel: string;
  readonly direction: Direction;
  readonly source: string;
}

const width = 5;

function distinctActors(numbers: Packed): readonly number[] {
  const actors = new Set<number>();
  for (let place = 4; place < numbers.length; place += width) actors.add(numbers[place] ?? 0);
  actors.delete(0);
  return [...actors];
}

interface Codes {
  readonly brandIds: ReadonlyMap<string, number>;
  readonly actors: ReadonlyMap<number, string>;
}

function eventsOf(
  rows: readonly InteractionColumns[],
  numbers: Packed,
  { brandIds, actors }: Codes,
): readonly EventToScore[] {
  const brands = new Map([...brandIds].map(([code, id]) => [id, code]));
  const kinds = new Map<string, Kind>();
  // Nothing is written of these events, so that the time of their arrival does not matter.
  const recordedAt = new Date(0);
  return rows.map(({ id, kind: text, source_key, details }, row) => {
    const first = row * width;
    const [count, brandId, actorId] = [numbers[first + 2] ?? 1, numbers[first + 3] ?? 0, numbers[first + 4] ?? 0];
    const { type, channel, direction, source } = kinds.get(text) ?? learn(kinds, text);
    const [brand, actor] = [brands.get(brandId), actors.get(actorId)];
    const named = { ...(brand === undefined ? {} : { brand }), ...(actor === undefined ? {} : { actor }) };
    return {
      event: { id, source, sourceKey: source_key, type, channel, direction, ...named, count, details },
      customerId: numbers[first] ?? 0,
      brandId: brandId === 0 ? null : brandId,
      actorId: actorId === 0 ? null : actorId,
      brandIds,
      occurredAt: new Date(numbers[first + 1] ?? 0),
      recordedAt,
    };
  });
}

function learn(kinds: Map<string, Kind>, text: string): Kind {
  const [type = '', channel = '', direction = '', source = ''] = text.split(unitSeparator);
  const kind = { type, channel, direction: direction as Direction, source };
  kinds.set(text, kind);
  return kind;
}
