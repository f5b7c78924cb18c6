import type { Reader } from '../sdk';
import { evidenceDigest, type FigureLabel } from '../value';
import { readContributionKey, readValueKey, type ValueKey, writeContributionKey } from './contribution-key';
import { type Evaluated, evaluateKeys, evaluateServiceKeys } from './evaluate-keys';
import type { ModelLibrary } from './model-library';
import type { ComponentData } from './values';

export interface ServiceQuestion {
  readonly customerIds: readonly number[];
  readonly at: Date;
}

/** The service component by itself: of every customer, because it is computed for consumers, too. One statement. */
export async function readServices(
  reader: Reader,
  { customerIds, at }: ServiceQuestion,
  models: ModelLibrary,
): Promise<readonly ComponentData[]> {
  const modelHash = models.inForce.hash;
  const keys = customerIds.map((customerId): ValueKey => ({ request: { customerId, at }, modelHash }));
  const evaluated = await evaluateServiceKeys(reader, keys, models);
  return keys.map((key, index) => {
    const value = evaluated[index]?.assessment.components.service ?? 0;
    return { id: 'service', value, contributionKey: writeContributionKey({ ...key, part: 'service', value }) };
  });
}

export async function readDigests(reader: Reader, keys: readonly string[], models: ModelLibrary) {
  const evaluated = await evaluateKeys(reader, keys.map(readValueKey), models);
  return evaluated.map((value) => (value === null ? '' : evidenceDigest(value.evidence)));
}

/** Net contribution of the model's window, in minor units of the reporting currency. */
export interface ValueMoneyData {
  readonly netMinor: number;
  readonly currency: string;
  readonly windowDays: number;
  readonly basis: FigureLabel;
  /** Share of the money moved that was spread by a key, 0 to 1. */
  readonly allocatedShare: number;
  readonly unconverted: readonly { readonly amountMinor: number; readonly currency: string }[];
}

export async function readMoneyLines(
  reader: Reader,
  keys: readonly string[],
  models: ModelLibrary,
): Promise<readonly (ValueMoneyData | null)[]> {
  const evaluated = await evaluateKeys(reader, keys.map(readValueKey), models);
  return evaluated.map((value) => (value === null ? null : moneyOf(value)));
}

function moneyOf({ evidence, assessment, model }: Evaluated): ValueMoneyData {
  const moved = evidence.money.reduce((sum, { amountMinor }) => sum + Math.abs(amountMinor), 0);
  const ofBasis = (wanted: string) =>
    evidence.money.reduce((sum, { basis, amountMinor }) => sum + (basis === wanted ? Math.abs(amountMinor) : 0), 0);
  const allocatedShare = moved === 0 ? 0 : ofBasis('allocated') / moved;
  return {
    netMinor: assessment.money.netMinor,
    currency: model.reportingCurrency,
    windowDays: model.money.windowDays,
    basis: allocatedShare > 0.5 ? 'allocated' : 'recorded',
    allocatedShare,
    unconverted: evidence.unconverted,
  };
}

/** What each component rests on, in the order of the components' keys: evidence, but for money that is mostly allocated. */
export async function readBases(
  reader: Reader,
  keys: readonly string[],
  models: ModelLibrary,
): Promise<readonly FigureLabel[]> {
  const isMoney = (key: string) => readContributionKey(key).part === 'money';
  const money = (await readMoneyLines(reader, keys.filter(isMoney), models)).values();
  return keys.map((key) => (isMoney(key) ? (money.next().value?.basis ?? 'recorded') : 'recorded'));
}
