import type { ModelAdministration, ModelComparison } from '../../scoring';

type ModelRecord = Awaited<ReturnType<ModelAdministration['read']>>;

export function modelLine({ hash, name, state, createdAt, approvedBy }: ModelRecord): string {
  const approved = approvedBy === null ? '' : `  approved by ${approvedBy}`;
  return `${hash.slice(0, 12)}  ${state.padEnd(8)}  ${name}  ${createdAt.toISOString()}${approved}`;
}

/** A report for people. */
export function comparisonText(report: ModelComparison): string {
  const { customers, unchanged, distribution: spread, kendallTauB, topDecile, gradeMoves, byPlugin, movers } = report;
  const parts = (list: ModelComparison['byPlugin']): string =>
    list.map(({ name, change }) => `${name} ${signed(change)}`).join(', ');
  return [
    `${customers} customers compared, ${unchanged} unchanged.`,
    `Change: mean ${signed(spread.mean)}, median ${signed(spread.median)}, from ${signed(spread.minimum)} to ${signed(spread.maximum)}; nine in ten between ${signed(spread.p05)} and ${signed(spread.p95)}.`,
    `Rank correlation (Kendall's tau-b): ${kendallTauB === null ? 'none, all values of one model are equal' : kendallTauB.toFixed(4)}.`,
    `Of the top tenth (${topDecile.size}), ${topDecile.kept} stay in it.`,
    ...gradeMoves.map(({ from, to, customers: moved }) => `Grade ${from} -> ${to}: ${moved}.`),
    `By plugin, mean: ${parts(byPlugin)}.`,
    ...movers
      .slice(0, 10)
      .map(
        ({ customerId, before, after, gradeBefore, gradeAfter, bySignal }) =>
          `Customer ${customerId}: ${before.toFixed(2)} (${gradeBefore}) -> ${after.toFixed(2)} (${gradeAfter}); ${parts(bySignal.slice(0, 3))}`,
      ),
  ].join('\n');
}

const signed = (change: number): string => `${change >= 0 ? '+' : ''}${change.toFixed(3)}`;
