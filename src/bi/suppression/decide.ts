import { RapportError } from '../../sdk';
import type { DimensionId } from '../catalogue';
import type { CountRow, MetricsKey } from '../metrics.store';
import type { MetricsFilter, MetricsQuestion } from '../metrics-question';
import { type Membership, withheldGroups } from './withheld-groups';

/**
 * The question without its filter: what is withheld is decided over all of it, so that no filter shows by its difference what
 * another one withholds. Null when there is no filter.
 *
 * @throws RapportError BAD_INPUT on a filter by something that the rows do not tell apart
 */
export function wholeQuestion(question: MetricsQuestion): MetricsQuestion | null {
  const { filter, dimensions, grain } = question;
  const filtered = filteredDimensions(filter);
  if (filtered.length === 0) return null;
  const untold = filtered.filter((id) => !dimensions.includes(id));
  if (untold.length > 0) {
    const message = `You are shown figures of groups only: ask for the dimensions ${untold.join(', ')} as well, by which you filter.`;
    throw new RapportError('BAD_INPUT', message);
  }
  if (filtered.includes('PERIOD') && grain !== 'MONTH') {
    throw new RapportError('BAD_INPUT', 'You are shown figures of groups only: filter days with the grain MONTH.');
  }
  return { ...question, filter: {} };
}

/** Keys of the rows whose figures are withheld from those who see no group of fewer customers than `smallest`. */
export function withheldKeys(
  rows: readonly CountRow[],
  { dimensions }: MetricsQuestion,
  smallest: number,
): ReadonlySet<string> {
  const groups = rows.map((row) => ({
    key: dimensions.map((id) => row[keyColumns[id]] ?? null),
    customers: row.distinct_customers ?? 0,
  }));
  const withheld = withheldGroups(
    groups,
    smallest,
    dimensions.map((id) => members[id]),
  );
  if (withheld === null) {
    throw new RapportError(
      'PAGE_TOO_LARGE',
      `Too many groups have fewer than ${smallest} customers. Ask for fewer dimensions or a coarser grain.`,
    );
  }
  return new Set(rows.filter((_, index) => withheld.has(index)).map(keyOf));
}

export function keyOf({ period, channel, type, brand_id, territory_id, segment }: MetricsKey): string {
  return JSON.stringify([period, channel, type, brand_id, territory_id, segment]);
}

/** A customer has one territory and one segment, and contacts in many months, channels and brands. */
const members: Readonly<Record<DimensionId, Membership>> = {
  PERIOD: 'shared',
  CHANNEL: 'shared',
  TYPE: 'shared',
  BRAND: 'shared',
  TERRITORY: 'apart',
  SEGMENT: 'apart',
};

const keyColumns: Readonly<Record<DimensionId, keyof MetricsKey>> = {
  PERIOD: 'period',
  CHANNEL: 'channel',
  TYPE: 'type',
  BRAND: 'brand_id',
  TERRITORY: 'territory_id',
  SEGMENT: 'segment',
};

function filteredDimensions(filter: MetricsFilter): readonly DimensionId[] {
  const { channels, types, brands, territories, segments, fromMonth, toMonth } = filter;
  const given: readonly (readonly [DimensionId, unknown])[] = [
    ['CHANNEL', channels],
    ['TYPE', types],
    ['BRAND', brands],
    ['TERRITORY', territories],
    ['SEGMENT', segments],
    ['PERIOD', fromMonth ?? toMonth],
  ];
  return given.flatMap(([id, values]) => (values === undefined ? [] : [id]));
}
