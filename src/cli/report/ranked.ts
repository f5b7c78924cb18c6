import type { RelationshipValueData, ValueReader } from '../../scoring';
import type { ReadContext } from '../../sdk';
import { type RankingScope, readScope, readStoredRanks, type StoredRank } from './ranking.store';

export interface RankingQuestion {
  readonly scope: RankingScope;
  /** How many to rank; null for all of them. */
  readonly top: number | null;
  /** The instant to compute values for; null for the stored ones. */
  readonly asOf: Date | null;
  readonly now: Date;
}

export interface RankedValue {
  readonly customerId: number;
  readonly value: RelationshipValueData;
}

interface Source extends Pick<ReadContext, 'reader' | 'visible'> {
  readonly values: Pick<ValueReader, 'values'>;
}

/** The interval of a value needs the whole log of its customer: the logs of two pages are held at once. */
const pageSize = 200;

/**
 * Customers by the value of their relationship, highest first, page by page. Stored values stream in the order of their index.
 * Values of another instant are computed for everybody in scope, of whom only the best are held.
 */
export function ranked(source: Source, question: RankingQuestion): AsyncGenerator<readonly RankedValue[]> {
  return question.asOf === null ? storedRanking(source, question) : computedRanking(source, question);
}

async function* storedRanking(
  { reader, visible, values }: Source,
  { scope, top, now }: RankingQuestion,
): AsyncGenerator<readonly RankedValue[]> {
  let after: StoredRank | null = null;
  let left = top ?? Number.POSITIVE_INFINITY;
  while (left > 0) {
    const size = Math.min(pageSize, left);
    const page: readonly StoredRank[] = await readStoredRanks({ reader, visible }, scope, after, size);
    const customerIds = page.map(({ id }) => id);
    const found = await values.values(reader, { customerIds, asOf: null, now });
    yield page.flatMap(({ id }, index) => rankedValue(id, found[index] ?? null));
    after = page.at(-1) ?? null;
    left -= page.length;
    if (page.length < size) return;
  }
}

async function* computedRanking(
  { reader, visible, values }: Source,
  { scope, top, asOf, now }: RankingQuestion,
): AsyncGenerator<readonly RankedValue[]> {
  const most = top ?? Number.POSITIVE_INFINITY;
  let best: readonly RankedValue[] = [];
  let after = 0;
  for (;;) {
    const customerIds = await readScope({ reader, visible }, scope, after, pageSize);
    const found = await values.values(reader, { customerIds, asOf, now });
    const page = customerIds.flatMap((id, index) => rankedValue(id, found[index] ?? null));
    best = [...best, ...page].toSorted(highestFirst).slice(0, most);
    if (customerIds.length < pageSize) break;
    after = customerIds.at(-1) ?? after;
  }
  for (let start = 0; start < best.length; start += pageSize) yield best.slice(start, start + pageSize);
}

function rankedValue(customerId: number, value: RelationshipValueData | null): readonly RankedValue[] {
  return value === null ? [] : [{ customerId, value }];
}

function highestFirst(one: RankedValue, other: RankedValue): number {
  return other.value.rvi - one.value.rvi || other.customerId - one.customerId;
}
