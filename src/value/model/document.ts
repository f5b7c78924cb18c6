import { z } from 'zod';
import { halfLives } from '../../sdk';
import { componentIds } from '../component';

const id = z.string().min(1).max(120);
const points = z.number();
const positive = z.number().positive();
const notNegative = z.number().nonnegative();
const share = z.number().min(0).max(1);
const halfLifeDays = z.literal([...halfLives]);

const channel = z.strictObject({
  title: z.string(),
  depth: notNegative.describe('What a saturated relationship in the channel is worth.'),
  kappa: positive.describe('Points at which the channel reaches half of its depth.'),
});

const signal = z.strictObject({
  plugin: id.describe('Plugin whose hook produces the signal.'),
  title: z.string(),
  unit: z.string(),
  direction: z.enum(['in', 'out', 'mutual']),
  channel: id.describe('Channel the points add up in.'),
  weight: points.describe('Points per unit. Without effect for `out`: our own effort earns nothing.'),
  halfLifeDays,
  dailyCap: positive.optional().describe('Units per customer and calendar day that count at most.'),
  cap: positive.optional().describe('Largest size of the decayed sum that counts.'),
  load: notNegative.describe('Load on the customer per unit.'),
  dialogueIn: notNegative,
  dialogueOut: notNegative,
  verified: z.boolean().describe('False for customer behaviour that our own side reports; its weight counts half.'),
});

const cost = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  fixed: notNegative.describe('Minor units per touch.'),
  perMinute: notNegative,
  perUnit: notNegative,
});

const evidence = z.strictObject({
  title: z.string(),
  stage: z.literal([1, 2, 3, 4]),
  points,
  confirming: z.boolean(),
});

const perStage = <Value extends z.ZodType>(value: Value) => z.strictObject({ 1: value, 2: value, 3: value, 4: value });

/** Everything a value depends on besides the events. Immutable; named by the hash of its canonical JSON. */
export const modelDocumentSchema = z.strictObject({
  name: id.describe('Name for people, such as vm-1.0.0. The hash identifies the document.'),
  timeZone: id.describe('Zone of the calendar days that daily caps count by.'),
  reportingCurrency: z.string().regex(/^[A-Z]{3}$/),
  plugins: z.record(id, z.string()).describe('Version of each plugin whose declarations and hooks stand behind it.'),
  channels: z.record(id, channel),
  signals: z.record(id, signal),
  costs: z.record(id, cost).describe('The rate card: what a touch of an interaction type costs, in minor units.'),
  engagement: z.strictObject({ kappa: positive }),
  reciprocity: z.strictObject({ halfLifeDays, kappa: positive }),
  service: z.strictObject({
    halfLifeDays,
    graceDays: notNegative.describe('An answer this quick is as good as an immediate one.'),
    latencyHalfLifeDays: positive.describe('An answer loses half of its worth with each further such delay.'),
    priorWeight: positive.describe('How many neutral cases are assumed before any evidence.'),
    limitDays: positive.describe('A request unanswered for longer counts as failed.'),
  }),
  durability: z.strictObject({
    halfLifeDays,
    tenureDays: positive.describe('Tenure that scores one half.'),
    periods: z.int().positive(),
    periodDays: positive,
  }),
  money: z.strictObject({
    kappaMinor: positive.describe('Net contribution, in minor units of the reporting currency, that scores one half.'),
    windowDays: positive,
  }),
  composite: z.strictObject(Object.fromEntries(componentIds.map((component) => [component, share])) as ComponentShares),
  grades: z.strictObject({ A: positive, B: positive, C: positive }).describe('Evidence mass each grade asks for.'),
  pressure: z.strictObject({ halfLifeDays, maximum: positive, pricePerLoad: notNegative }),
  adoption: z.strictObject({
    halfLifeDays: perStage(halfLifeDays),
    up: perStage(positive).describe('Mass of evidence that reaches a stage.'),
    down: perStage(positive).describe(
      'Mass below which a stage is lost; lower than `up`, so that stages do not flicker.',
    ),
    confirmHalfLives: positive.describe('How long a confirming item stays good, in half-lives of its stage.'),
    evidence: z.record(id, evidence),
  }),
});

type ComponentShares = Record<(typeof componentIds)[number], typeof share>;

export type ModelDocument = DeepReadonly<z.infer<typeof modelDocumentSchema>>;
export type ModelSignal = ModelDocument['signals'][string];
export type ModelChannel = ModelDocument['channels'][string];
export type ModelCost = ModelDocument['costs'][string];

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

/**
 * Reads a stored document.
 *
 * @throws ZodError when its shape is wrong
 * @throws RangeError when it contradicts itself, with every contradiction named
 */
export function parseModelDocument(stored: unknown): ModelDocument {
  const document = modelDocumentSchema.parse(stored);
  const faults = [...contradictions(document)];
  if (faults.length > 0) throw new RangeError(`Value model ${document.name}: ${faults.join('; ')}`);
  return document;
}

function* contradictions(document: ModelDocument): Generator<string> {
  if (!isTimeZone(document.timeZone)) yield `there is no time zone ${document.timeZone}`;
  for (const [name, { channel: home }] of Object.entries(document.signals)) {
    if (document.channels[home] === undefined) yield `signal ${name} adds up in the unknown channel ${home}`;
  }
  for (const stage of [1, 2, 3, 4] as const) {
    if (document.adoption.down[stage] >= document.adoption.up[stage]) {
      yield `stage ${stage} is lost at the mass that reaches it`;
    }
  }
  const total = componentIds.reduce((sum, component) => sum + document.composite[component], 0);
  if (Math.abs(total - 1) > 1e-9) yield `the shares of the components add up to ${total}, not 1`;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
