import type {
  AdoptionDeclaration,
  ChannelDeclaration,
  Contributions,
  CostDeclaration,
  FieldContribution,
  FieldSource,
  GraphQLClass,
  Importer,
  InteractionType,
  Job,
  MeasureDeclaration,
  PluginManifest,
  PluginStorage,
  SignalDeclaration,
  WebHookAdapter,
} from '../../sdk';
import { consentPurposes, coreViews, z } from '../../sdk';

/** Schemas of what stands in a slot. `satisfies` makes the compiler ask for every key that the contract gains. */
type Keys<Item> = Readonly<Record<keyof Item, z.ZodType>>;

const text = z.string().min(1, 'Must be a text that is not empty.');
const callable = z.custom<GraphQLClass>((value) => typeof value === 'function', 'Must be a function.');
const graphqlClass = z.custom<GraphQLClass>((value) => typeof value === 'function', 'Must be a class.');
const direction = z.enum(['in', 'out', 'mutual']);
const repeats = z.enum(['correct', 'conflict']);
const detailsSchema = z.custom(
  (value) => typeof value === 'object' && value !== null && '_zod' in value && 'shape' in value,
  'Must be an object schema made with the z of the SDK.',
);

const fieldCost = 'Must be a number from 0 to 1000: how many plain fields it is worth.';

const sourceKinds = {
  column: true,
  details: true,
  globalId: true,
  part: true,
  money: true,
  reference: true,
  lookup: true,
  node: true,
  list: true,
  connection: true,
  summary: true,
  batch: true,
} satisfies Record<FieldSource['kind'], true>;

const source = z.custom<FieldSource>(
  (value) => typeof value === 'object' && value !== null && Reflect.get(value, 'kind') in sourceKinds,
  `Must be a source made with a function of the SDK: ${Object.keys(sourceKinds).join(', ')}.`,
);

export const manifestShape = z.looseObject({
  id: text,
  version: text,
  title: text,
  description: text,
  engine: text,
  requires: z.record(z.string(), text).optional(),
} satisfies Keys<PluginManifest>);

const channel = z.strictObject({
  id: text,
  title: text,
  depth: z.number(),
  kappa: z.number(),
  contactBasis: z.enum(['consent', 'legitimate-interest']).optional(),
} satisfies Keys<ChannelDeclaration>);

const interaction = z.strictObject({
  id: text,
  title: text,
  channel: text,
  direction,
  graphql: graphqlClass,
  details: detailsSchema,
  channelPermission: z.enum(['close', 'open']).optional(),
  legalBasis: z.strictObject({ kind: z.literal('consent'), purpose: z.enum(consentPurposes) }).optional(),
  samples: z.array(z.record(z.string(), z.unknown())),
} satisfies Keys<InteractionType>);

const field = z.strictObject({
  on: text,
  name: text,
  description: z.string(),
  type: callable,
  nullable: z.union([z.boolean(), z.literal('items')]).optional(),
  args: graphqlClass.optional(),
  source,
  // A dearer field would use up an operation by itself on a page of usual length.
  cost: z.number().min(0, fieldCost).max(1_000, fieldCost).optional(),
  deprecationReason: text.optional(),
} satisfies Keys<FieldContribution>);

const signal = z.strictObject({
  id: text,
  title: text,
  unit: text,
  direction,
  signed: z.boolean(),
  maxAmount: z.number(),
  dailyCap: z.number().optional(),
  defaults: z.strictObject({
    weight: z.number(),
    halfLifeDays: z.number(),
    channel: text,
    load: z.number(),
    dialogueIn: z.number(),
    dialogueOut: z.number(),
    verified: z.boolean(),
  } satisfies Keys<SignalDeclaration['defaults']>),
} satisfies Keys<SignalDeclaration>);

const cost = z.strictObject({
  eventType: text,
  currency: text,
  fixed: z.number(),
  perMinute: z.number(),
  perUnit: z.number(),
} satisfies Keys<CostDeclaration>);

const adoption = z.strictObject({
  evidence: text,
  title: text,
  stage: z.number(),
  points: z.number(),
  confirming: z.boolean(),
} satisfies Keys<AdoptionDeclaration>);

const webHook = z.strictObject({
  id: text,
  title: text,
  repeats,
  verify: callable,
  read: callable,
} satisfies Keys<WebHookAdapter>);

const importer = z.strictObject({
  id: text,
  title: text,
  format: text,
  repeats,
  options: z.record(text, text).optional(),
  read: callable,
} satisfies Keys<Importer>);

const measure = z.strictObject({
  id: text,
  title: text,
  unit: text,
  types: z.array(text).min(1),
  path: text.optional(),
} satisfies Keys<MeasureDeclaration>);

const job = z.strictObject({
  id: text,
  title: text,
  schedule: text.optional(),
  run: callable,
} satisfies Keys<Job>);

/** What privacy law asks for has a check of its own. */
const storage = z.strictObject({
  migrations: z.array(z.strictObject({ name: text, up: text })),
  subjectData: z.unknown(),
  reads: z.array(z.enum(coreViews)).optional(),
} satisfies Keys<PluginStorage>);

/** Per slot the shape of one item; slots that hold one thing instead of a list are in {@link singleSlots}. */
export const slotShapes = {
  channels: channel,
  interactions: interaction,
  types: graphqlClass,
  fields: field,
  resolvers: graphqlClass,
  signals: signal,
  costs: cost,
  score: callable,
  scoreBatch: callable,
  adoption,
  webHooks: webHook,
  importers: importer,
  measures: measure,
  jobs: job,
  storage,
} satisfies Readonly<Record<keyof Contributions, z.ZodType>>;

export const singleSlots: ReadonlySet<string> = new Set([
  'score',
  'scoreBatch',
  'storage',
] satisfies (keyof Contributions)[]);
