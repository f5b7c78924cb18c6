import type { Registry } from '../../src/kernel';

/** A contact that a plugin gives as an example, ready to be multiplied. */
export interface ContactKind {
  readonly type: string;
  readonly channel: string;
  readonly direction: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Every example of every installed interaction type, by type; contacts take them in turn. */
export function contactKinds({ interactionTypes }: Registry): readonly ContactKind[] {
  return (
    [...interactionTypes.values()]
      // What closes a channel is rare in life; closures are made apart.
      .filter(({ value }) => value.channelPermission === undefined)
      .flatMap(({ value: { id, channel, direction, samples } }) =>
        samples.map((details) => ({ type: id, channel, direction, details })),
      )
  );
}

/** What one contact of a kind adds to the measures that plugins declare: kind by its place in the list, measure, amount. */
export function measureAmounts(
  { measures }: Registry,
  kinds: readonly ContactKind[],
): readonly { readonly kind: number; readonly measure: string; readonly amount: number }[] {
  return kinds.flatMap(({ type, details }, kind) =>
    [...measures.values()].flatMap(({ value: { id, path, types } }) => {
      const amount = path === undefined ? undefined : details[path];
      return types.includes(type) && typeof amount === 'number' ? [{ kind, measure: id, amount }] : [];
    }),
  );
}
