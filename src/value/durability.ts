import type { ModelDocument } from './model/document';

/** What durability is judged by. Masses by id; those that are not positive do not count. */
export interface DurabilityEvidence {
  /** Days since the first evidence of one's own. */
  readonly tenureDays: number;
  /** Positive decayed points by channel. */
  readonly channels: ReadonlyMap<string, number>;
  /** Decayed mutual touches by our own people. */
  readonly actors: ReadonlyMap<string, number>;
  /** Of the model's last periods, those with a positive inbound or mutual event. */
  readonly activePeriods: readonly string[];
}

/** Whether the relationship lasts, between 0 and 100: four parts of at most 25, each with lines that add up to it. */
export interface Durability {
  readonly value: number;
  readonly tenure: number;
  readonly diversity: DurabilityPart;
  readonly continuity: DurabilityPart;
  readonly threading: DurabilityPart;
}

export interface DurabilityPart {
  readonly value: number;
  readonly lines: ReadonlyMap<string, number>;
}

const weight = 25;

export function durability(evidence: DurabilityEvidence, parameters: ModelDocument['durability']): Durability {
  const { tenureDays, periods } = parameters;
  const tenure = (weight * evidence.tenureDays) / (evidence.tenureDays + tenureDays);
  const diversity = spread(evidence.channels);
  const threading = spread(evidence.actors);
  const continuity = partOf(evidence.activePeriods.map((period) => [period, weight / periods]));
  const value = tenure + diversity.value + continuity.value + threading.value;
  return { value, tenure, diversity, continuity, threading };
}

/** 0 when everything hangs on one, near the weight when it is spread over many: the line of a share p is p * (1 - p). */
function spread(masses: ReadonlyMap<string, number>): DurabilityPart {
  const positive = [...masses].filter(([, mass]) => mass > 0);
  const total = positive.reduce((sum, [, mass]) => sum + mass, 0);
  return partOf(positive.map(([id, mass]) => [id, weight * (mass / total) * (1 - mass / total)]));
}

function partOf(lines: readonly (readonly [string, number])[]): DurabilityPart {
  return { value: lines.reduce((sum, [, line]) => sum + line, 0), lines: new Map(lines) };
}
