import type { DimensionId, Grain } from './catalogue';

/** Which contacts are counted. Codes of brands and territories; months by their first days. */
export interface MetricsFilter {
  readonly channels?: readonly string[];
  readonly types?: readonly string[];
  readonly brands?: readonly string[];
  readonly territories?: readonly string[];
  readonly segments?: readonly string[];
  readonly fromMonth?: string;
  readonly toMonth?: string;
}

/** Tables that figures are summed over, with their customers in the column `customer_id`. */
export type SummableTable = 'core.rollup_customer_month' | 'core.measure_month';

/** Which rows of a table count for the caller, as a condition over the alias; {@link everyRow} when all of them do. */
export type Summable = (table: SummableTable, alias: string, bind: (value: unknown) => string) => string;

export const everyRow = 'true';

export interface MetricsQuestion {
  readonly summable: Summable;
  readonly dimensions: readonly DimensionId[];
  readonly grain: Grain;
  readonly filter: MetricsFilter;
}
