import type { Direction, EventColumns, TextColumn } from '../../sdk';
import type { EventToScore } from '../scoring';
import { FieldReader } from './field-reader';
import { textAt } from './select-events';
import { type ReferenceCodes, unitSeparator, type WrittenEvents } from './unchanged.store';

/** Interactions of many customers as columns: an object for each would cost more than all that is done with them. */
export interface EventChunk {
  readonly columns: EventColumns;
  /** Place of each event's customer in the list that was asked about. */
  readonly slots: Int32Array;
  /** Milliseconds since 1970. */
  readonly occurredAt: Float64Array;
  readonly recordedAt: Float64Array;
  /** 0 for none. */
  readonly brandIds: Int32Array;
  readonly actorIds: Int32Array;
  /** Places of the events by their ids. */
  readonly places: ReadonlyMap<string, number>;
  /** Places of customers whose events the texts cannot tell, or not all of them. */
  readonly unclear: ReadonlySet<number>;
}

/**
 * @param rows by the places of their customers
 * @returns the events without the texts that brands and actors have
 */
export function eventChunk(rows: readonly (WrittenEvents | undefined)[]): NamelessChunk {
  const filling = emptyChunk(rows.reduce((sum, row) => sum + (row?.events ?? 0), 0));
  for (const [slot, row] of rows.entries()) if (row !== undefined) append(filling, row, slot);
  return filling;
}

export function named(filling: NamelessChunk, { brandIds, actors }: ReferenceCodes): EventChunk {
  const { length, id, sourceKey, details, count, kinds } = filling;
  const part = (place: number) => kindColumn([...kinds.keys()], filling.kindCodes.subarray(0, length), place);
  const brands = new Map([...brandIds].map(([code, brandId]) => [brandId, code]));
  return {
    ...filling,
    columns: {
      length,
      id,
      source: part(3),
      sourceKey,
      type: part(0),
      channel: part(1),
      direction: part(2) as TextColumn<Direction>,
      brand: codeColumn(filling.brandIds.subarray(0, length), brands),
      actor: codeColumn(filling.actorIds.subarray(0, length), actors),
      count: count.subarray(0, length),
      details,
    },
  };
}

export interface NamelessChunk extends Omit<EventChunk, 'columns'> {
  length: number;
  readonly id: string[];
  readonly sourceKey: string[];
  readonly details: Details[];
  readonly places: Map<string, number>;
  readonly unclear: Set<number>;
  /** Type, channel, direction and source in one text: few differ. */
  readonly kinds: Map<string, number>;
  readonly kindCodes: Int32Array;
  readonly count: Int32Array;
}

type Details = Readonly<Record<string, unknown>>;

function emptyChunk(most: number): NamelessChunk {
  return {
    length: 0,
    id: [],
    sourceKey: [],
    details: [],
    places: new Map(),
    unclear: new Set(),
    kinds: new Map(),
    kindCodes: new Int32Array(most),
    count: new Int32Array(most),
    slots: new Int32Array(most),
    occurredAt: new Float64Array(most),
    recordedAt: new Float64Array(most),
    brandIds: new Int32Array(most),
    actorIds: new Int32Array(most),
  };
}

function append(filling: NamelessChunk, { events, fields }: WrittenEvents, slot: number): void {
  const reader = new FieldReader(fields, unitSeparator);
  const start = filling.length;
  const details: string[] = [];
  for (let event = 0; event < events; event += 1) details.push(appendEvent(filling, reader, slot));
  if (reader.isAtEnd) {
    for (const each of JSON.parse(`[${details.join(',')}]`) as readonly Details[]) filling.details.push(each);
    return;
  }
  // A text holds the separator, which makes it ambiguous: there are then more fields than there should be.
  filling.unclear.add(slot);
  for (const id of filling.id.slice(start)) filling.places.delete(id);
  for (const list of [filling.id, filling.sourceKey]) list.length = start;
  filling.length = start;
}

/** @returns the details as text */
function appendEvent(filling: NamelessChunk, reader: FieldReader, slot: number): string {
  const place = filling.length;
  filling.length += 1;
  const id = reader.next();
  const same = filling.places.get(id);
  if (same !== undefined) filling.unclear.add(slot).add(filling.slots[same] ?? slot);
  filling.places.set(id, place);
  filling.id.push(id);
  filling.sourceKey.push(reader.next());
  filling.kindCodes[place] = kindCode(reader.next(kindParts), filling.kinds);
  filling.slots[place] = slot;
  filling.occurredAt[place] = reader.integer();
  filling.recordedAt[place] = reader.integer();
  filling.count[place] = reader.integer();
  filling.brandIds[place] = reader.integer();
  filling.actorIds[place] = reader.integer();
  return reader.next();
}

const kindParts = 4;

function kindCode(kind: string, kinds: Map<string, number>): number {
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  kinds.set(kind, kinds.size);
  return kinds.size - 1;
}

/** One part of the kinds as a column. */
function kindColumn(kinds: readonly string[], codes: Int32Array, part: number): TextColumn {
  const texts = kinds.map((kind) => kind.split(unitSeparator)[part] ?? '');
  const values = [...new Set(texts)];
  const codeOf = Int32Array.from(texts, (text) => values.indexOf(text));
  return { values, codes: codes.map((kind) => codeOf[kind] ?? -1) };
}

function codeColumn(ids: Int32Array, codes: ReadonlyMap<number, string>): TextColumn {
  const places = new Map([...codes.keys()].map((id, place) => [id, place]));
  return { values: [...codes.values()], codes: ids.map((id) => places.get(id) ?? -1) };
}

/** One of the events as the intake gave it to its hook. */
export function eventAt(
  { columns, occurredAt, recordedAt, brandIds: brands, actorIds, slots }: EventChunk,
  row: number,
  customerIds: readonly number[],
  brandIds: ReadonlyMap<string, number>,
): EventToScore {
  const { id, sourceKey, count, details } = columns;
  const [brand, actor] = [textAt(columns.brand, row), textAt(columns.actor, row)];
  const [brandId, actorId] = [brands[row] ?? 0, actorIds[row] ?? 0];
  return {
    event: {
      id: id[row] ?? '',
      source: textAt(columns.source, row) ?? '',
      sourceKey: sourceKey[row] ?? '',
      type: textAt(columns.type, row) ?? '',
      channel: textAt(columns.channel, row) ?? '',
      direction: textAt(columns.direction, row) ?? 'in',
      ...(brand === undefined ? {} : { brand }),
      ...(actor === undefined ? {} : { actor }),
      count: count[row] ?? 1,
      details: details[row] ?? {},
    },
    customerId: customerIds[slots[row] ?? -1] ?? 0,
    brandId: brandId === 0 ? null : brandId,
    actorId: actorId === 0 ? null : actorId,
    brandIds,
    occurredAt: new Date(occurredAt[row] ?? 0),
    recordedAt: new Date(recordedAt[row] ?? 0),
  };
}
