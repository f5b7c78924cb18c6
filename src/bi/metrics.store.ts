import type { Reader, SelectedField } from '../sdk';
import { preparedOnReturn } from '../shared/prepared';
import { costsStatement, countsStatement, pluginMeasuresStatement } from './metrics.sql';
import type { MetricsQuestion } from './metrics-question';
import { metricsTextStatement } from './metrics-text.sql';

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
): Promise<readonly CountRow[]> => reader.query<CountRow>(preparedOnReturn(countsStatement(question, asked, limit)));

export const readCosts = (reader: Reader, question: MetricsQuestion): Promise<readonly CostRow[]> =>
  reader.query<CostRow>(preparedOnReturn(costsStatement(question)));

export const readMeasures = (
  reader: Reader,
  question: MetricsQuestion,
  ids: readonly string[],
): Promise<readonly MeasureRow[]> => reader.query<MeasureRow>(preparedOnReturn(pluginMeasuresStatement(question, ids)));

/** JSON objects of rows, with commas between them. */
export interface MetricsText {
  readonly rows: number;
  readonly text: string;
}

/** The rows as JSON text; null where the database does not write one of the fields. */
export async function readMetricsText(
  reader: Reader,
  question: MetricsQuestion,
  { measures, fields, limit }: { measures: readonly string[]; fields: readonly SelectedField[]; limit: number },
): Promise<MetricsText | null> {
  const statement = metricsTextStatement(question, measures, fields, limit);
  if (statement === null) return null;
  const [answer] = await reader.query<MetricsText>(preparedOnReturn(statement));
  return answer ?? null;
}
