import type { Account, Accounts } from '../../accounting';
import { isMostlyAllocated } from '../../economics';
import type { ValueReader } from '../../scoring';
import type { ReadContext } from '../../sdk';
import { alignByKey } from '../../shared/batch-by-key';
import { areDistinguishable, dayMs, type Grade, type StabilityInterval } from '../../value';
import { ahead } from './ahead';
import { type RankedValue, type RankingQuestion, ranked } from './ranked';
import { readNames } from './ranking.store';

/** One customer of the report. Money is in major units. */
export interface ReportRow {
  readonly rank: number;
  readonly name: string;
  readonly identifier: string | null;
  readonly territory: string | null;
  readonly value: number;
  readonly grade: Grade;
  readonly low: number | null;
  readonly high: number | null;
  /** Whether the value surely differs from that of the customer one place above; null on the first place. */
  readonly comparedToAbove: 'distinguishable' | 'not distinguishable' | null;
  /** Null when more than half of the money is allocated: then neither profit nor loss may be stated. */
  readonly net: number | null;
  readonly currency: string;
  /** Money without an exchange rate for its day, by currency: in no sum. */
  readonly unconverted: readonly {
    readonly currency: string;
    readonly amountMinor: number;
    readonly entries: number;
  }[];
  readonly computedAt: Date;
}

export interface ReportServices extends Pick<ReadContext, 'reader' | 'visible'> {
  readonly values: Pick<ValueReader, 'values' | 'intervals'>;
  readonly accounts: Accounts;
  readonly windowDays: number;
  readonly toMajor: (minorUnits: number, currency: string) => number;
}

/** The rows of the report, one after the other; memory does not grow with their number. */
export async function* valueReport(services: ReportServices, question: RankingQuestion): AsyncGenerator<ReportRow> {
  let rank = 0;
  let above: StabilityInterval | null = null;
  for await (const rows of ahead(ranked(services, question), (page) => pageRows(services, page))) {
    for (const { interval, ...row } of rows) {
      rank += 1;
      yield { ...row, rank, comparedToAbove: rank === 1 ? null : comparison(above, interval) };
      above = interval;
    }
  }
}

/** Without an interval nothing can be told apart. */
function comparison(above: StabilityInterval | null, own: StabilityInterval | null): ReportRow['comparedToAbove'] {
  return above !== null && own !== null && areDistinguishable(above, own) ? 'distinguishable' : 'not distinguishable';
}

type PageRow = Omit<ReportRow, 'rank' | 'comparedToAbove'> & { readonly interval: StabilityInterval | null };

async function pageRows(services: ReportServices, page: readonly RankedValue[]): Promise<readonly PageRow[]> {
  const { reader, visible, values, accounts, windowDays } = services;
  const customerIds = page.map(({ customerId }) => customerId);
  const names = alignByKey(customerIds, await readNames(reader, customerIds), ({ id }) => id);
  const intervals = await values.intervals(
    reader,
    page.map(({ value }) => value.valueKey),
  );
  const requests = page.map(({ customerId, value: { computedAt } }) => {
    const to = dayOf(computedAt);
    return { customerId, from: dayOf(new Date(Date.parse(to) - (windowDays - 1) * dayMs)), to };
  });
  const money = await accounts.accounts(reader, requests, { visible });
  return page.map(({ customerId, value: { rvi, grade, computedAt } }, index) => {
    const interval = intervals[index] ?? null;
    const named = names[index] ?? null;
    return {
      ...{ name: named?.name ?? String(customerId), identifier: named?.identifier ?? null },
      ...{ territory: named?.territory ?? null, value: rvi, grade, computedAt, interval },
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      ...moneyOf(money[index] ?? null, services),
    };
  });
}

function moneyOf(account: Account | null, { accounts, toMajor }: ReportServices) {
  const currency = accounts.reportingCurrency;
  if (account === null) return { net: null, currency, unconverted: [] };
  const net = isMostlyAllocated(account) ? null : toMajor(account.netMinor, currency);
  return { net, currency, unconverted: account.unconverted };
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
