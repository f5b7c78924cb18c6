import type { ObjectSelection, ValueSelection } from '../compiled/operation';

/** Sources whose fields can be completed on objects that JavaScript answered or that were loaded by key. */
const completableSources: ReadonlySet<string> = new Set([
  'column',
  'details',
  'globalId',
  'money',
  'part',
  'batch',
  'reference',
]);

/**
 * Why what is asked of a field's value cannot be completed here; null when it can. Lists, connections and summaries are
 * left to graphql-js, as are fields with a function of their own.
 */
export function whyNotCompletable(selection: ValueSelection): string | null {
  return find(selection, new Set());
}

function find(selection: ValueSelection, seen: Set<ObjectSelection>): string | null {
  for (const below of selection.below.values()) {
    if (seen.has(below)) continue;
    seen.add(below);
    for (const field of below.fields) {
      const reason = field.kind === 'typename' ? null : (whyNotWritable(field) ?? find(field, seen));
      if (reason !== null) return reason;
    }
  }
  return null;
}

function whyNotWritable({ description: { coordinate, source }, field }: ValueSelection): string | null {
  if (source === null) return field.resolve === undefined ? null : `${coordinate} has a function of its own.`;
  return completableSources.has(source.kind) ? null : `${coordinate} needs rows of a ${source.kind}.`;
}
