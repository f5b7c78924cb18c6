import type { ModelAdministration, ModelComparison } from '../../scoring';

type ModelRecord = Awaited<ReturnType<ModelAdministration['read']>>;

export function modelLine({ hash, name, state, createdAt, approvedBy }: ModelRecord): string {
  const approved = approvedBy === null ? '' : `  approved by ${approvedBy}`;
  return `${hash.slice(0, 12)}  ${state.padEnd(8)}  ${name}  ${createdAt.toISOString()}${approved}`;
}

/** A report for people. */
export function comparisonText(report: ModelComparison): string {
  const { customers, population, unchanged, distribution: spread, topDecile, classMoves, byPlugin, movers } = report;
  const parts = (list: ModelComparison['byPlugin']): string =>
    list.map(({ name, change }) => `${name} ${signed(change)}`).join(', ');
  return [
    `${customers} of ${population} customers compared, ${unchanged} unchanged.`,
    `Change: mean ${signed(spread.mean)}, median ${signed(spread.median)}, from ${signed(spread.minimum)} to ${signed(spread.maximum)}; nine in ten between ${signed(spread.p05)} and ${signed(spread.p95)}.`,
    `Rank correlation (Kendall's tau-b): ${correlationText(report)}.`,
    `Of the top tenth (${topDecile.size}), ${topDecile.kept} stay in it.`,
    ...classMoves.map(({ kind, about, from, to, customers: moved }) => {
      return `${kindTitles[kind]}${about === null ? '' : ` ${about}`}, ${from} -> ${to}: ${moved}.`;
    }),
    `By plugin, mean: ${parts(byPlugin)}.`,
    ...movers
      .slice(0, 10)
      .map(
        ({ customerId, before, after, gradeBefore, gradeAfter, bySignal }) =>
          `Customer ${customerId}: ${before.toFixed(2)} (${gradeBefore}) -> ${after.toFixed(2)} (${gradeAfter}); ${parts(bySignal.slice(0, 3))}`,
      ),
  ].join('\n');
}

const kindTitles: Readonly<Record<ModelComparison['classMoves'][number]['kind'], string>> = {
  grade: 'Grade',
  'top decile': 'Top tenth',
  profit: 'Profit class',
  adoption: 'Adoption of',
};

function correlationText({ kendallTauB, kendallStandardError, ranked }: ModelComparison): string {
  if (kendallTauB === null) return 'none, all values of one model are equal';
  const error = kendallStandardError === null ? '' : `, standard error below ${kendallStandardError.toFixed(4)}`;
  return `${kendallTauB.toFixed(4)} (${ranked} customers${error})`;
}

const signed = (change: number): string => `${change >= 0 ? '+' : ''}${change.toFixed(3)}`;
