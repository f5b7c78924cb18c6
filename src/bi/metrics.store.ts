import type { Reader, SelectedField } from '../sdk';
import { preparedOnReturn } from '../shared/prepared';
import type { KeptTexts } from './kept-texts';
import { costsStatement, countsStatement, pluginMeasuresStatement } from './metrics.sql';
import type { MetricsQuestion } from './metrics-question';
import { type MetricsTextRow, metricsTextStatement, withControlsEscaped } from './metrics-text.sql';

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

export interface TextOfRows {
  readonly measures: readonly string[];
  readonly fields: readonly SelectedField[];
  readonly mostRows: number;
}

/**
 * The rows as JSON objects with commas between them; null where the database does not write one of the fields, or there are too
 * many rows. A kept text is answered only after the database has said, in this very read, that it would be the same.
 */
export async function readMetricsText(
  reader: Reader,
  question: MetricsQuestion,
  { measures, fields, mostRows }: TextOfRows,
  kept: KeptTexts,
): Promise<string | null> {
  const statement = metricsTextStatement(question, measures, fields, mostRows);
  if (statement === null) return null;
  const { text, values } = statement;
  const asked = JSON.stringify([text, values]);
  const known = kept.find(asked);
  const parameters = [...values, known?.state ?? null];
  const [answer] = await reader.query<MetricsTextRow>(preparedOnReturn({ text, values: parameters }));
  if (answer === undefined) return null;
  if (answer.state !== null && answer.state === known?.state) return known.text;
  if (answer.text === null) return null;
  const rows = withControlsEscaped(answer.text);
  if (answer.state !== null) kept.keep(asked, { state: answer.state, text: rows });
  return rows;
}
