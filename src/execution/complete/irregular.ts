/**
 * Thrown where an answer cannot be completed without an error, such as null where the schema forbids it. The whole operation
 * is then answered by the plain tier, which reports each error at its place.
 */
export class Irregular extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'Irregular';
  }
}
