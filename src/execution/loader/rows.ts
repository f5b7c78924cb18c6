/** A row as the database gave it, by column names. */
export type Row = Readonly<Record<string, unknown>>;

/** Where an object keeps the row it was made from. */
export const rowSymbol = Symbol('row');

export type Entity = object & { readonly [rowSymbol]: Row };

export function isEntity(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && rowSymbol in value;
}

/** What a field reads its columns from: the row of the object, or the object itself when JavaScript made it. */
export function rowOf(parent: unknown): Row {
  return isEntity(parent) ? parent[rowSymbol] : ((parent ?? {}) as Row);
}
