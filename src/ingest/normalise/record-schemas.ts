import { isQuote } from '../../accounting';
import { consentPurposes, type RecordPart, z } from '../../sdk';
import { currency, customerKeys, day, ledgerLine, limits, optionalText, shape, text, time } from './field-schemas';
import { partName } from './prepared';

const key = { source: text(limits.source), sourceKey: text(limits.sourceKey) };
const code = text(limits.code);
const optionalCode = optionalText(limits.code);
const list = <Shape extends z.ZodType>(item: Shape) => z.array(item).max(limits.listLength).optional();
const period = { since: day.optional(), until: day.optional() };
const inOrder = (value: { since?: string | undefined; until?: string | undefined }): boolean =>
  value.since === undefined || value.until === undefined || value.since <= value.until;
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const notInOrder = { message: 'until lies before since' };

const personName = {
  given: optionalText(limits.name),
  middle: optionalText(limits.name),
  family: optionalText(limits.name),
  prefix: optionalText(limits.name),
  suffix: optionalText(limits.name),
  credentials: optionalText(limits.name),
};

const address = shape({
  use: z.enum(['practice', 'mailing', 'home']),
  lines: z.array(text(limits.title)).max(10),
  city: optionalText(limits.name),
  region: optionalText(limits.name),
  postalCode: optionalText(limits.code),
  country: optionalText(limits.code),
});

const customer = shape({
  kind: z.literal('customer'),
  ...key,
  customerKind: z.enum(['professional', 'organization', 'consumer', 'stakeholder']),
  identifiers: customerKeys,
  name: shape(personName).optional(),
  organizationName: optionalText(limits.title),
  otherNames: list(
    shape({
      ...personName,
      use: z.enum(['former', 'professional', 'other']),
      organizationName: optionalText(limits.title),
    }),
  ),
  specialty: shape({ code: optionalCode, name: optionalText(limits.title) }).optional(),
  sex: z.enum(['female', 'male', 'other']).optional(),
  licences: list(shape({ number: code, region: optionalCode, specialtyCode: optionalCode })),
  contactPoints: list(
    shape({ kind: z.enum(['phone', 'fax', 'email', 'url']), value: text(limits.title), use: optionalCode }),
  ),
  addresses: list(address),
  territory: optionalCode,
  segment: optionalCode,
  country: optionalCode,
  status: z.enum(['active', 'inactive']).optional(),
  statusReason: optionalText(limits.title),
  statusSince: day.optional(),
  precedence: z.enum(['replace', 'fill']).default('replace'),
});

const interaction = shape({
  kind: z.literal('interaction'),
  ...key,
  type: code,
  customer: customerKeys,
  occurredAt: time,
  direction: z.enum(['in', 'out', 'mutual']).optional(),
  brand: optionalCode,
  actor: optionalCode,
  content: optionalCode,
  count: z.int().min(1).max(limits.count).default(1),
  // Only the outline: the schema of the interaction type reads the rest.
  details: z.custom<Readonly<Record<string, unknown>>>(isObject, 'is not an object'),
  filtered: shape({ code: z.enum(['BOT_FILTERED', 'MACHINE_OPEN_FILTERED']), reason: text(limits.title) }).optional(),
  ledger: z.array(shape(ledgerLine)).max(limits.listLength).optional(),
  channelPermission: z.enum(['close', 'open']).optional(),
  parts: list(shape({ kind: z.enum(['interaction', 'need']), sourceKey: text(limits.sourceKey) })).transform(
    inOneOrder,
  ),
});

/** A set: two rows that name the same parts in another order are the same row. */
function inOneOrder(parts: readonly RecordPart[] | undefined): readonly RecordPart[] | undefined {
  if (parts === undefined || parts.length === 0) return undefined;
  const byName = new Map(parts.map((part) => [partName(part), part]));
  return [...byName.keys()].sort().flatMap((name) => byName.get(name) ?? []);
}

/** What each kind of record must look like. Parsing gives the normalised record: trimmed, times in one spelling, defaults set. */
export const recordSchemas = {
  customer,
  interaction,
  identifier: shape({
    kind: z.literal('identifier'),
    ...key,
    customer: customerKeys,
    add: customerKeys,
  }),
  ledger: shape({
    kind: z.literal('ledger'),
    ...key,
    customer: customerKeys,
    occurredOn: day,
    brand: optionalCode,
    ...ledgerLine,
  }),
  need: shape({
    kind: z.literal('need'),
    ...key,
    customer: customerKeys,
    need: z.enum(['request', 'need']),
    topic: text(limits.title),
    text: optionalText(limits.text),
    raisedAt: time,
    brand: optionalCode,
    channel: optionalCode,
  }),
  consent: shape({
    kind: z.literal('consent'),
    ...key,
    customer: customerKeys,
    state: z.enum(['granted', 'withdrawn']),
    channel: optionalCode,
    purpose: z.enum(consentPurposes).optional(),
    brand: optionalCode,
    proof: shape({ how: text(limits.title), where: optionalText(limits.title), wording: optionalText(limits.title) }),
    validFrom: time,
    validUntil: time.optional(),
  }).refine((value) => value.validUntil === undefined || Date.parse(value.validUntil) > Date.parse(value.validFrom), {
    message: 'validUntil does not lie after validFrom',
  }),
  affiliation: shape({
    kind: z.literal('affiliation'),
    ...key,
    customer: customerKeys,
    other: customerKeys,
    role: code,
    ...period,
  }).refine(inOrder, notInOrder),
  relationship: shape({
    kind: z.literal('relationship'),
    ...key,
    customer: customerKeys,
    teamMember: optionalCode,
    brand: optionalCode,
    role: code,
    ...period,
  })
    .refine(inOrder, notInOrder)
    .refine((value) => (value.teamMember === undefined) !== (value.brand === undefined), {
      message: 'names a team member or a brand, exactly one of them',
    }),
  brand: shape({ kind: z.literal('brand'), ...key, code, name: text(limits.title) }),
  teamMember: shape({
    kind: z.literal('teamMember'),
    ...key,
    code,
    name: text(limits.title),
    role: code,
    territory: optionalCode,
  }),
  territory: shape({
    kind: z.literal('territory'),
    ...key,
    code,
    name: text(limits.title),
    parent: optionalCode,
    country: optionalCode,
  }),
  content: shape({
    kind: z.literal('content'),
    ...key,
    code,
    title: text(limits.title),
    brand: optionalCode,
    channel: optionalCode,
    approvedFrom: day.optional(),
    approvedUntil: day.optional(),
  }),
  exchangeRates: z.strictObject({
    kind: z.literal('exchangeRates'),
    ...key,
    base: currency,
    day,
    rates: z.record(currency, z.string().refine(isQuote, { message: 'is not a positive decimal such as 1.0837' })),
  }),
} as const;

type Schemas = typeof recordSchemas;
type Kind = keyof Schemas;

/** A record after parsing. An interaction also carries the direction and channel that its type declares. */
export type Normalised<K extends Kind = Kind> = K extends 'interaction'
  ? z.output<Schemas['interaction']> & { readonly direction: 'in' | 'out' | 'mutual' }
  : z.output<Schemas[K]>;
