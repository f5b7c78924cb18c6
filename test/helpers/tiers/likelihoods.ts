import type { GraphQLField } from 'graphql';

/** Fields that compute for milliseconds, and what lies behind few roads; they come more rarely, or more often. */
const weights: Readonly<Record<string, number>> = {
  ...{
    explanation: 0.05,
    interval: 0.05,
    changeSince: 0.05,
    channelMoves: 0.05,
    profitability: 0.1,
    netContribution: 0.1,
  },
  ...{ contactPressure: 0.2, adoption: 0.3, contributions: 0.2, valueModels: 0.1, valueModel: 0.1, plugins: 0.1 },
  ...{
    customer: 3,
    customers: 4,
    interactions: 2,
    node: 2,
    nodes: 2,
    timeline: 4,
    relationships: 2,
    edges: 1.5,
  },
};

/** How often a field is drawn, beside others. */
export const weightOf = ({ name }: GraphQLField<unknown, unknown>): number => weights[name] ?? 1;

/** How likely an argument that may be left out is given: pages nearly always have a size; two ends of a page rarely meet. */
export function likelihood(argument: string): number {
  if (argument === 'first') return 0.93;
  if (argument === 'last' || argument === 'before') return 0.06;
  return argument === 'after' ? 0.25 : 0.2;
}
