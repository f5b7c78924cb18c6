import type { Reader } from '../sdk';
import { costsStatement, countsStatement, type MetricsQuestion, pluginMeasuresStatement } from './metrics.sql';

/** The values of the dimensions asked for; absent ones were not. */
export interface MetricsKey {
  readonly period?: string | null;
  readonly channel?: string;
  readonly type?: string;
  readonly brand_id?: number | null;
  readonly territory_id?: number | null;
  readonly segment?: string | null;
}

export type CountRow = MetricsKey & { readonly contacts?: number; readonly distinct_customers?: number };
export type CostRow = MetricsKey & { readonly currency: string; readonly cost_minor: number };
export type MeasureRow = MetricsKey & { readonly measure: string; readonly value: string };

/** One row per key, in order, with the figures that are asked for. */
export const readCounts = (
  reader: Reader,
  question: MetricsQuestion,
  asked: readonly string[],
  limit: number,
): Promise<readonly CountRow[]> => reader.query<CountRow>(countsStatement(question, asked, limit));

export const readCosts = (reader: Reader, question: MetricsQuestion): Promise<readonly CostRow[]> =>
  reader.query<CostRow>(costsStatement(question));

export const readMeasures = (
  reader: Reader,
  question: MetricsQuestion,
  ids: readonly string[],
): Promise<readonly MeasureRow[]> => reader.query<MeasureRow>(pluginMeasuresStatement(question, ids));
