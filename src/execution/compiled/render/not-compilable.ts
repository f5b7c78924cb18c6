/** Thrown while a plan is written, when something in the operation is left to graphql-js. */
export class NotCompilable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotCompilable';
  }
}
