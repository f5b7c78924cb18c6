/** Lists of things by event, kept as one list. Those of one event must be added one after another. */
export class PerEvent<Item> {
  /** All things, and the event of each. */
  readonly items: Item[] = [];
  readonly events: number[] = [];
  readonly #first: Int32Array;
  readonly #end: Int32Array;

  constructor(events: number) {
    this.#first = new Int32Array(events);
    this.#end = new Int32Array(events);
  }

  add(event: number, item: Item): void {
    if (this.#end[event] === 0) this.#first[event] = this.items.length;
    this.events.push(event);
    this.#end[event] = this.items.push(item);
  }

  /** Place of the event's first thing among all of them, and the place behind its last. */
  firstOf(event: number): number {
    return this.#first[event] ?? 0;
  }

  endOf(event: number): number {
    return this.#end[event] ?? 0;
  }

  of(event: number): readonly Item[] {
    return this.items.slice(this.firstOf(event), this.endOf(event));
  }

  /** How many things the events of each group have. */
  countBy(groupOf: Int32Array, groups: number): Int32Array {
    const counts = new Int32Array(groups);
    for (const event of this.events) {
      const group = groupOf[event] ?? 0;
      counts[group] = (counts[group] ?? 0) + 1;
    }
    return counts;
  }
}
