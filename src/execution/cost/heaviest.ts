import type { OperationCost } from './operation-cost';

/** Cost of a part of an operation; `path` leads from that part to where most of it arises. */
export type Weight = OperationCost;

export const nothing: Weight = { cost: 0, items: 0, path: [] };

/** Ways to put parts together; the path of the dearest part stays. */
export const heaviest = {
  sum: (parts: readonly Weight[]): Weight => ({
    cost: parts.reduce((cost, part) => cost + part.cost, 0),
    items: parts.reduce((items, part) => items + part.items, 0),
    path: dearest(parts).path,
  }),
  /** Of parts of which one will apply. */
  most: (parts: readonly Weight[]): Weight => ({
    ...dearest(parts),
    items: parts.reduce((items, part) => Math.max(items, part.items), 0),
  }),
} as const;

function dearest(parts: readonly Weight[]): Weight {
  return parts.reduce((best, part) => (part.cost > best.cost ? part : best), nothing);
}
