/** Rows of a text by the places of their customers. */
export interface RowIndex {
  /** How many rows a customer has. */
  countOf(slot: number): number;
  /** Calls back with each row of a customer: where it begins, behind the customer's id, and where it ends. */
  eachOf(slot: number, take: (start: number, end: number) => void): void;
}

export interface IndexedText {
  readonly text: string;
  /** How many rows the database has written: a field of a row may hold the separator. */
  readonly rows: number;
  /** One character. So is what stands between a row's customer and its other fields. */
  readonly separator: string;
}

const [zero, nine] = [48, 57];

/**
 * Finds the rows of a text that each begin with the id of their customer. Those of other customers are passed over.
 *
 * @returns undefined when there are more or fewer rows than were written
 */
export function indexRows(
  { text, rows, separator }: IndexedText,
  customerIds: readonly number[],
): RowIndex | undefined {
  const [starts, ends, slots] = [new Int32Array(rows), new Int32Array(rows), new Int32Array(rows)];
  const slotOf = new Map(customerIds.map((id, slot) => [id, slot]));
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    const found = text.indexOf(separator, at);
    const end = found === -1 ? text.length : found;
    if (at > end) return undefined;
    let customerId = 0;
    for (; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code < zero || code > nine) break;
      customerId = customerId * 10 + (code - zero);
    }
    starts[row] = at + 1;
    ends[row] = end;
    slots[row] = slotOf.get(customerId) ?? -1;
    at = end + 1;
  }
  if (rows > 0 && at !== text.length + 1) return undefined;
  return bySlot({ starts, ends, slots }, customerIds.length);
}

interface Rows {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly slots: Int32Array;
}

/** Rows come in whatever order the database finds them in: to sort them there would cost more than all of this. */
function bySlot({ starts, ends, slots }: Rows, customers: number): RowIndex {
  const until = new Int32Array(customers + 1);
  for (const slot of slots) if (slot >= 0) until[slot + 1] = (until[slot + 1] ?? 0) + 1;
  for (let slot = 0; slot < customers; slot += 1) until[slot + 1] = (until[slot + 1] ?? 0) + (until[slot] ?? 0);
  const next = until.slice();
  const order = new Int32Array(slots.length);
  for (let row = 0; row < slots.length; row += 1) {
    const slot = slots[row] ?? -1;
    if (slot < 0) continue;
    order[next[slot] ?? 0] = row;
    next[slot] = (next[slot] ?? 0) + 1;
  }
  return {
    countOf: (slot) => (until[slot + 1] ?? 0) - (until[slot] ?? 0),
    eachOf: (slot, take) => {
      const end = until[slot + 1] ?? 0;
      for (let place = until[slot] ?? 0; place < end; place += 1) {
        const row = order[place] ?? 0;
        take(starts[row] ?? 0, ends[row] ?? 0);
      }
    },
  };
}
