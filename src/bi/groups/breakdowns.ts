import type { DimensionId } from '../catalogue';

/** A breakdown of the contacts of each month for which groups are kept, so that questions need not read customer by customer. */
export interface Breakdown {
  readonly id: string;
  /** What rows are told apart by, beside the month. */
  readonly dimensions: readonly Exclude<DimensionId, 'PERIOD'>[];
  /** Whether costs are kept by it, too. */
  readonly costs: 'kept' | 'left out';
}

/**
 * The breakdowns that are kept, the smaller ones first: the first that answers a question is read. Each costs the intake some
 * rows per batch. Segment and territory belong to the customer, so distinct customers may be summed over them; over the
 * others and over months they may not, so whoever asks for distinct customers needs the very breakdown.
 */
export const breakdowns: readonly Breakdown[] = [
  { id: 'channel', dimensions: ['CHANNEL', 'SEGMENT'], costs: 'left out' },
  { id: 'brand', dimensions: ['BRAND', 'SEGMENT'], costs: 'left out' },
  { id: 'type', dimensions: ['CHANNEL', 'TYPE', 'SEGMENT'], costs: 'kept' },
  { id: 'channel_brand', dimensions: ['CHANNEL', 'BRAND', 'SEGMENT'], costs: 'kept' },
  { id: 'territory', dimensions: ['CHANNEL', 'TERRITORY'], costs: 'kept' },
  { id: 'month', dimensions: ['TERRITORY', 'SEGMENT'], costs: 'left out' },
];

/** Dimensions of the customer as it is today: each customer is in one group of them, whatever its contacts. */
export const customerDimensions: ReadonlySet<DimensionId> = new Set(['TERRITORY', 'SEGMENT']);
