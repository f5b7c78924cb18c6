import { type InteractionType, isValidIdentifier, type z } from '../../sdk';
import { inKeyOrder } from './canonical';
import { limits, shape } from './field-schemas';
import type { Normalised } from './record-schemas';
import { isCalendarDay } from './times';

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type Keys = Normalised<'interaction'>['customer'];
type Fields = Readonly<Record<string, unknown>>;

/** What nearly all contacts have. Whoever names more of it goes through the schema. */
const knownKeys: ReadonlySet<string> = new Set([
  'kind',
  'source',
  'sourceKey',
  'type',
  'customer',
  'occurredAt',
  'direction',
  'brand',
  'actor',
  'content',
  'count',
  'details',
  'channelPermission',
]);

/** An interaction type as this room reads its details. */
export interface TypeToRead extends Pick<InteractionType, 'direction' | 'channelPermission'> {
  /** With its keys in order, if it can be; what it refuses is read again by the declared schema. */
  readonly orderedDetails: Pick<z.ZodObject, 'safeParse'>;
}

/** The schema with its keys in order, so that what it gives need not be ordered. One with rules about the whole stays as it is. */
export function inShapeOrder(details: z.ZodObject): z.ZodObject {
  return (details.def.checks?.length ?? 0) > 0 ? details.strict() : shape(details.shape);
}

/**
 * An interaction that is written the way it is stored, normalised: what its schemas would make of it, in a fraction of the
 * time. Null for every other one, faulty or not: the schemas then decide.
 */
export function plainInteraction(
  given: Fields,
  types: ReadonlyMap<string, TypeToRead>,
): Normalised<'interaction'> | null {
  for (const key in given) if (!knownKeys.has(key)) return null;
  const type = types.get(given.type as string);
  const customer = plainKeys(given.customer);
  if (type === undefined || customer === null || !isPlainObject(given.details)) return null;
  const { actor, brand, content, count = 1, occurredAt, source, sourceKey } = given;
  const { channelPermission = type.channelPermission, direction = type.direction } = given;
  if (!isPlainTime(occurredAt) || !isCount(count) || !isDirection(direction) || !isPermission(channelPermission))
    return null;
  if (!isText(source, limits.source) || !isText(sourceKey, limits.sourceKey)) return null;
  if (!isCode(actor) || !isCode(brand) || !isCode(content)) return null;
  const details = type.orderedDetails.safeParse(given.details);
  if (!details.success) return null;
  const record: Partial<Writable<Normalised<'interaction'>>> = {};
  if (actor !== undefined) record.actor = actor;
  if (brand !== undefined) record.brand = brand;
  if (channelPermission !== undefined) record.channelPermission = channelPermission;
  if (content !== undefined) record.content = content;
  record.count = count;
  record.customer = customer;
  record.details = inKeyOrder(details.data);
  record.direction = direction;
  record.kind = 'interaction';
  record.occurredAt = occurredAt;
  record.source = source;
  record.sourceKey = sourceKey;
  record.type = given.type as string;
  return record as Normalised<'interaction'>;
}

function plainKeys(given: unknown): Keys | null {
  if (!Array.isArray(given) || given.length === 0 || given.length > limits.customerKeys) return null;
  const keys: Keys = [];
  for (const each of given) {
    if (typeof each !== 'object' || each === null) return null;
    for (const key in each) if (key !== 'system' && key !== 'value') return null;
    const { system, value } = each as Fields;
    if (!isText(system, limits.code) || !isText(value, limits.identifier) || !isValidIdentifier(system, value))
      return null;
    keys.push({ system, value });
  }
  return keys;
}

/** Nothing to trim, and nothing that is blank. */
function isText(value: unknown, limit: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= limit && value === value.trim();
}

function isCode(value: unknown): value is string | undefined {
  return value === undefined || isText(value, limits.code);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= limits.count;
}

function isDirection(value: unknown): value is 'in' | 'out' | 'mutual' {
  return value === 'in' || value === 'out' || value === 'mutual';
}

function isPermission(value: unknown): value is 'close' | 'open' | undefined {
  return value === undefined || value === 'close' || value === 'open';
}

function isPlainObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const inUtc = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** In the spelling that times are stored in. */
function isPlainTime(value: unknown): value is string {
  return typeof value === 'string' && inUtc.test(value) && isCalendarDay(value.slice(0, 10));
}
