import type { Basis, LedgerKind } from '../../sdk';
import { groupBy } from '../../shared/group-by';
import { compareText } from '../../value';
import { type DayWindow, isWithin } from '../day';
import { convert, type DatedAmount } from './convert';
import { safeMinor } from './minor-units';
import type { RateTable } from './rate-table';

/** An entry of the ledger that is in force, signed: positive adds to what the customer brings. */
export interface LedgerAmount extends DatedAmount {
  readonly kind: LedgerKind;
  readonly basis: Basis;
}

/** What the entries of one kind and label come to, in minor units of the reporting currency. */
export interface ContributionLine {
  readonly kind: LedgerKind;
  readonly label: Basis;
  readonly amountMinor: number;
  readonly entries: number;
}

/** Entries left out of every sum because their day has no rate, in minor units of their own currency. */
export interface UnconvertedLine {
  readonly currency: string;
  readonly amountMinor: number;
  readonly entries: number;
}

/** Realised net contribution of a window: sums of whole minor units, without decay. */
export interface NetContribution {
  readonly currency: string;
  readonly window: DayWindow;
  readonly rates: { readonly version: string; readonly hash: string };
  /** The three labels together. */
  readonly netMinor: number;
  readonly byLabel: Readonly<Record<Basis, number>>;
  /** In order of kind and label; they add up to `netMinor`. */
  readonly lines: readonly ContributionLine[];
  /** What a market is modelled to have turned over with the customer: shown beside, in none of the sums. */
  readonly marketSignals: readonly ContributionLine[];
  readonly unconverted: readonly UnconvertedLine[];
  /** Share of the money moved that was spread by a key, 0 to 1. Above one half no profit or loss may be stated. */
  readonly allocatedShare: number;
}

/**
 * A modelled amount counts only where it is a cost of ours by a rate card. Modelled sales are signals of a market, such as
 * the cost of all prescriptions of a physician: nobody paid them to us.
 */
export function isMarketSignal({ kind, basis }: Pick<LedgerAmount, 'kind' | 'basis'>): boolean {
  return basis === 'modelled' && !['touch_cost', 'service_cost', 'value_transfer'].includes(kind);
}

/**
 * Sums the entries of one customer whose day lies in the window. The same whatever their order.
 *
 * @throws RapportError MONEY_INVALID for amounts that are not whole or too large, CURRENCY_UNKNOWN
 */
export function netContribution(entries: Iterable<LedgerAmount>, window: DayWindow, table: RateTable): NetContribution {
  const inWindow = [...entries].filter(({ occurredOn }) => isWithin(occurredOn, window));
  const converted = inWindow.flatMap((entry) => {
    const amountMinor = convert(entry, table);
    return amountMinor === undefined ? [] : [{ ...entry, amountMinor }];
  });
  const missing = inWindow.filter(({ currency, occurredOn }) => table.rateOn(currency, occurredOn) === undefined);
  const currency = table.reportingCurrency;
  const lines = linesOf(
    converted.filter((entry) => !isMarketSignal(entry)),
    currency,
  );
  return {
    currency,
    window,
    rates: { version: table.version, hash: table.hash },
    netMinor: total(lines, currency),
    byLabel: {
      recorded: total(lines.filter(withLabel('recorded')), currency),
      modelled: total(lines.filter(withLabel('modelled')), currency),
      allocated: total(lines.filter(withLabel('allocated')), currency),
    },
    lines,
    marketSignals: linesOf(converted.filter(isMarketSignal), currency),
    unconverted: unconvertedLines(missing),
    allocatedShare: allocatedShare(lines),
  };
}

/** Whether so much is spread by a key that neither profit nor loss may be stated for the customer. */
export function isMostlyAllocated({ allocatedShare: share }: Pick<NetContribution, 'allocatedShare'>): boolean {
  return share > 0.5;
}

const withLabel =
  (label: Basis) =>
  (line: ContributionLine): boolean =>
    line.label === label;

function linesOf(entries: readonly LedgerAmount[], currency: string): readonly ContributionLine[] {
  const groups = groupBy(entries, ({ kind, basis }) => `${kind} ${basis}`);
  return [...groups]
    .toSorted(([left], [right]) => compareText(left, right))
    .flatMap(([, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      return [{ kind: first.kind, label: first.basis, amountMinor: total(group, currency), entries: group.length }];
    });
}

function unconvertedLines(entries: readonly LedgerAmount[]): readonly UnconvertedLine[] {
  return [...groupBy(entries, ({ currency }) => currency)]
    .toSorted(([left], [right]) => compareText(left, right))
    .map(([currency, group]) => ({ currency, amountMinor: total(group, currency), entries: group.length }));
}

function total(amounts: readonly { readonly amountMinor: number }[], currency: string): number {
  return safeMinor(
    amounts.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n),
    currency,
  );
}

/** By sums of kind and label, so that an entry and its reversal weigh nothing. */
function allocatedShare(lines: readonly ContributionLine[]): number {
  const moved = (some: readonly ContributionLine[]) => some.reduce((sum, line) => sum + Math.abs(line.amountMinor), 0);
  const all = moved(lines);
  return all === 0 ? 0 : moved(lines.filter(withLabel('allocated'))) / all;
}
