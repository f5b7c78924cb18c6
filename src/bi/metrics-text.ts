import { DateTime, type ReadContext, type SelectedField } from '../sdk';
import type { KeptTexts } from './kept-texts';
import { readMetricsText } from './metrics.store';
import type { MetricsQuestion } from './metrics-question';

/** What is asked, with the measures of contacts. */
export interface TextQuestion {
  readonly question: MetricsQuestion;
  readonly measures: readonly string[];
  readonly mostRows: number;
  readonly kept: KeptTexts;
}

/** The answer's JSON text, all rows written by the database; null where it cannot write a field, or there are too many rows. */
export async function metricsText(
  fields: readonly SelectedField[],
  { question, measures, mostRows, kept }: TextQuestion,
  { reader, now }: ReadContext,
): Promise<string | null> {
  const lists = new Map<SelectedField, string>();
  for (const field of fields) {
    if (field.name !== 'rows') continue;
    const rows = await readMetricsText(reader, question, { measures, fields: field.below ?? [], mostRows }, kept);
    if (rows === null) return null;
    lists.set(field, `[${rows}]`);
  }
  const members = fields.map((field) => `"${field.responseKey}":${lists.get(field) ?? constantOf(field, now)}`);
  return `{${members.join(',')}}`;
}

function constantOf({ name }: SelectedField, now: Date): string {
  // Nothing is withheld from whoever is answered by text.
  if (name === 'smallestGroup') return '1';
  return JSON.stringify(name === '__typename' ? 'InteractionMetrics' : DateTime.serialize(now));
}
