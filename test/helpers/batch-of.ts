import type { BatchScoringHook, ScoringHook } from '../../src/sdk';

/** A batch form of any hook, as a plugin would write one. */
export function batchOf(hook: ScoringHook): BatchScoringHook {
  return ({ length, id, source, sourceKey, type, channel, direction, brand, count, details }, context) => {
    const said = Array.from({ length }, (_, row) => {
      const named = brand.values[brand.codes[row] ?? -1];
      const event = {
        id: id[row] ?? '',
        source: source.values[source.codes[row] ?? -1] ?? '',
        sourceKey: sourceKey[row] ?? '',
        type: type.values[type.codes[row] ?? -1] ?? '',
        channel: channel.values[channel.codes[row] ?? -1] ?? '',
        direction: direction.values[direction.codes[row] ?? -1] ?? 'in',
        ...(named === undefined ? {} : { brand: named }),
        count: count[row] ?? 1,
        details: details[row] ?? {},
      };
      return hook(event, context).map((contribution) => ({ row, contribution }));
    }).flat();
    return {
      row: said.map(({ row }) => row),
      signal: said.map(({ contribution }) => contribution.signal),
      amount: said.map(({ contribution }) => contribution.amount),
      path: said.map(({ contribution }) => contribution.path),
      adoption: said.map(({ contribution }) => contribution.adoption),
    };
  };
}
