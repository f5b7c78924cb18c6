import type { Reader } from '../sdk';
import type { ContributionLine, Titles } from './contribution-lines';
import { type ContributionQuestion, readContributions } from './contributions';
import type { ModelInForce } from './model';
import { type RelationshipValueData, readValues, type ValueQuestion } from './values';

/** Relationship values for the API: of many customers at once, in a number of statements that does not depend on how many. */
export interface ValueReader {
  /** In the order of the customers; null where no value is computed. */
  values(reader: Reader, question: ValueQuestion): Promise<readonly (RelationshipValueData | null)[]>;
  /** In the order of the keys that the components of values carry. @throws RapportError, see {@link readContributions} */
  contributions(reader: Reader, question: ContributionQuestion): Promise<readonly (readonly ContributionLine[])[]>;
}

export function createValueReader(model: ModelInForce, titles: Titles): ValueReader {
  return {
    values: (reader, question) => readValues(reader, question, model),
    contributions: (reader, question) => readContributions(reader, question, model, titles),
  };
}
