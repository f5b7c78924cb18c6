/** Characters of an id. */
export const idLength = 36;
/** The last digits of an id are its most random ones, whatever made it. */
const hashed = 8;

/** Places of events by customer and id, found where the id stands in a text. */
export class EventPlaces {
  readonly #ids: readonly string[];
  readonly #slots: Int32Array;
  readonly #last: Int32Array;
  readonly #before: Int32Array;

  /** Of all events in the columns. */
  constructor(ids: readonly string[], slots: Int32Array) {
    this.#ids = ids;
    this.#slots = slots;
    this.#last = new Int32Array(2 ** Math.ceil(Math.log2(2 * ids.length + 2))).fill(-1);
    this.#before = new Int32Array(ids.length);
    for (const [place, id] of ids.entries()) {
      const key = this.#keyOf(id, 0, slots[place] ?? -1);
      this.#before[place] = this.#last[key] ?? -1;
      this.#last[key] = place;
    }
  }

  /** -1 for an event that the customer has not. */
  find(slot: number, text: string, at: number): number {
    let place = this.#last[this.#keyOf(text, at, slot)] ?? -1;
    while (place >= 0 && !(this.#slots[place] === slot && text.startsWith(this.#ids[place] ?? '', at))) {
      place = this.#before[place] ?? -1;
    }
    return place;
  }

  #keyOf(text: string, at: number, slot: number): number {
    let key = slot;
    for (let place = at + idLength - hashed; place < at + idLength; place += 1) {
      key = (Math.imul(key, 31) + text.charCodeAt(place)) | 0;
    }
    return (key ^ (key >>> 15)) & (this.#last.length - 1);
  }
}
