import type { Reader } from '../sdk';
import type { FigureLabel, StabilityInterval } from '../value';
import type { ContributionLine, Titles } from './contribution-lines';
import { type ContributionQuestion, readContributions } from './contributions';
import {
  type ChangeQuestion,
  type ExplanationData,
  readChanges,
  readExplanations,
  readIntervals,
  type ValueChangeData,
} from './explanations';
import type { ModelInForce } from './model';
import { createModelLibrary } from './model-library';
import { type PressureData, type PressureQuestion, readPressures } from './pressures';
import {
  readBases,
  readDigests,
  readMoneyLines,
  readServices,
  type ServiceQuestion,
  type ValueMoneyData,
} from './value-details';
import { type ComponentData, type RelationshipValueData, readValues, type ValueQuestion } from './values';

/** Relationship values for the API: of many customers at once, in a number of statements that does not depend on how many. */
export interface ValueReader {
  /** The model that values are computed by when none is named. */
  inForce(): Pick<ModelInForce, 'hash' | 'name'>;
  /** In the order of the customers; null where no value is computed. */
  values(reader: Reader, question: ValueQuestion): Promise<readonly (RelationshipValueData | null)[]>;
  /** In the order of the keys that values and their components carry. @throws RapportError, see {@link readContributions} */
  contributions(reader: Reader, question: ContributionQuestion): Promise<readonly (readonly ContributionLine[])[]>;
  /** How each customer is served, consumers included. */
  services(reader: Reader, question: ServiceQuestion): Promise<readonly ComponentData[]>;
  /** What the evidence of each value is named by, in the order of the values' keys. */
  digests(reader: Reader, keys: readonly string[]): Promise<readonly string[]>;
  /** The money behind each value, in the order of the values' keys. */
  money(reader: Reader, keys: readonly string[]): Promise<readonly (ValueMoneyData | null)[]>;
  /** What each component rests on, in the order of the components' keys. */
  bases(reader: Reader, keys: readonly string[]): Promise<readonly FigureLabel[]>;
  /** In words, in the order of the values' keys. */
  explanations(reader: Reader, keys: readonly string[]): Promise<readonly (ExplanationData | null)[]>;
  /** How much each value hangs on few events. Costs some milliseconds of computing per hundred events. */
  intervals(reader: Reader, keys: readonly string[]): Promise<readonly (StabilityInterval | null)[]>;
  /** What changed in each value since an earlier instant. */
  changes(reader: Reader, question: ChangeQuestion): Promise<readonly (ValueChangeData | null)[]>;
  /** How much our contacts weigh on each customer, consumers included. */
  pressures(reader: Reader, question: PressureQuestion): Promise<readonly PressureData[]>;
}

export function createValueReader(model: ModelInForce, titles: Titles): ValueReader {
  const models = createModelLibrary(model);
  return {
    inForce: () => models.inForce,
    values: (reader, question) => readValues(reader, question, models),
    contributions: (reader, question) => readContributions(reader, question, models, titles),
    services: (reader, question) => readServices(reader, question, models),
    digests: (reader, keys) => readDigests(reader, keys, models),
    money: (reader, keys) => readMoneyLines(reader, keys, models),
    bases: (reader, keys) => readBases(reader, keys, models),
    explanations: (reader, keys) => readExplanations(reader, keys, models),
    intervals: (reader, keys) => readIntervals(reader, keys, models),
    changes: (reader, question) => readChanges(reader, question, models),
    pressures: (reader, question) => readPressures(reader, question, models.inForce),
  };
}
