import type { InteractionType } from '../../sdk';

type Schema = InteractionType['details'];
type StrictSchema = ReturnType<Schema['strict']>;

/** A details schema that refuses keys it does not name: made once, as making one takes longer than asking it many times. */
export function strictDetails({ details }: Pick<InteractionType, 'details'>): StrictSchema {
  const known = made.get(details) ?? details.strict();
  made.set(details, known);
  return known;
}

const made = new WeakMap<Schema, StrictSchema>();
