import type { Direction, EventColumns, TextColumn } from '../../sdk';
import type { EventToScore } from '../scoring';
import { EventPlaces } from './event-places';
import { FieldReader } from './field-reader';
import type { RowIndex } from './row-index';
import { textAt } from './select-events';
import { TextCodes } from './text-codes';
import { type ReferenceCodes, unitSeparator } from './unchanged.store';

/** Interactions of many customers as columns: an object for each would cost more than all that is done with them. */
export interface EventChunk {
  readonly columns: EventColumns;
  /** Place of each event's customer among those of the chunk. */
  readonly slots: Int32Array;
  /** Milliseconds since 1970. */
  readonly occurredAt: Float64Array;
  readonly recordedAt: Float64Array;
  /** 0 for none. */
  readonly brandIds: Int32Array;
  readonly actorIds: Int32Array;
  readonly places: EventPlaces;
  /** Places of customers whose events the text cannot tell, or not all of them, among those of the chunk. */
  readonly unclear: ReadonlySet<number>;
}

/** Places of customers: from the first, until before the last. */
export interface SlotRange {
  readonly from: number;
  readonly until: number;
}

/** @param text see `readWrittenEvents`; its rows are in the index */
export function eventChunk(
  text: string,
  index: RowIndex,
  { from, until }: SlotRange,
  { brandIds, actors }: ReferenceCodes,
): EventChunk {
  let rows = 0;
  for (let slot = from; slot < until; slot += 1) rows += index.countOf(slot);
  const filling = emptyChunk(rows);
  const reader = new FieldReader(text, unitSeparator);
  for (let slot = from; slot < until; slot += 1) {
    index.eachOf(slot, (start, end) => {
      reader.read(start, end);
      addEvent(filling, reader, slot - from);
    });
  }
  return named(filling, { brandIds, actors });
}

interface Filling extends Omit<EventChunk, 'columns' | 'places' | 'unclear'> {
  readonly id: string[];
  readonly sourceKey: string[];
  readonly details: string[];
  readonly unclear: Set<number>;
  /** Type, channel, direction and source in one text: few differ. */
  readonly kinds: TextCodes;
  readonly kindCodes: Int32Array;
  readonly count: Int32Array;
}

type Details = Readonly<Record<string, unknown>>;

function emptyChunk(most: number): Filling {
  return {
    id: [],
    sourceKey: [],
    details: [],
    unclear: new Set(),
    kinds: new TextCodes(),
    kindCodes: new Int32Array(most),
    count: new Int32Array(most),
    slots: new Int32Array(most),
    occurredAt: new Float64Array(most),
    recordedAt: new Float64Array(most),
    brandIds: new Int32Array(most),
    actorIds: new Int32Array(most),
  };
}

const kindParts = 4;

function addEvent(filling: Filling, reader: FieldReader, slot: number): void {
  const place = filling.id.length;
  const [id, sourceKey] = [reader.next(), reader.next()];
  filling.kindCodes[place] = reader.code(kindParts, filling.kinds);
  filling.slots[place] = slot;
  filling.occurredAt[place] = reader.integer();
  filling.recordedAt[place] = reader.integer();
  filling.count[place] = reader.integer();
  filling.brandIds[place] = reader.integer();
  filling.actorIds[place] = reader.integer();
  const details = reader.next();
  if (!reader.isAtEnd) {
    // A field holds the separator: there are then more fields than there should be, and the next event takes this place.
    filling.unclear.add(slot);
    return;
  }
  filling.id.push(id);
  filling.sourceKey.push(sourceKey);
  filling.details.push(details);
}

function named(filling: Filling, { brandIds, actors }: ReferenceCodes): EventChunk {
  const { id, sourceKey, count, kinds, slots } = filling;
  const { length } = id;
  const part = (place: number) => kindColumn(kinds.texts, filling.kindCodes.subarray(0, length), place);
  const brands = new Map([...brandIds].map(([code, brandId]) => [brandId, code]));
  return {
    ...filling,
    places: new EventPlaces(id, slots),
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
      details: JSON.parse(`[${filling.details.join(',')}]`) as readonly Details[],
    },
  };
}

/** One part of the kinds as a column. */
function kindColumn(kinds: readonly string[], codes: Int32Array, part: number): TextColumn {
  const texts = kinds.map((kind) => kind.split(unitSeparator)[part] ?? '');
  const values = [...new Set(texts)];
  const codeOf = Int32Array.from(texts, (text) => values.indexOf(text));
  return { values, codes: codes.map((kind) => codeOf[kind] ?? -1) };
}

function codeColumn(ids: Int32Array, texts: ReadonlyMap<number, string>): TextColumn {
  const places = new Map<number, number>([[0, -1]]);
  const values: string[] = [];
  const codes = new Int32Array(ids.length);
  for (let row = 0; row < ids.length; row += 1) {
    const id = ids[row] ?? 0;
    let place = places.get(id);
    if (place === undefined) {
      const text = texts.get(id);
      place = text === undefined ? -1 : values.push(text) - 1;
      places.set(id, place);
    }
    codes[row] = place;
  }
  return { values, codes };
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
