import { reasonOf } from '../../isolation';
import type { AbsentPlugin, Registry } from '../../kernel/registry';
import { type ErrorCode, errorCodes, type IntakeItem, type z } from '../../sdk';
import { digest, inKeyOrder } from './canonical';
import { limits } from './field-schemas';
import { plainInteraction } from './plain-interaction';
import { type Arrival, keyOf, type Prepared, type RecordKind, type Refused, type Unread } from './prepared';
import { absence, type ReadableType, readableTypes, Unreadable, unreadBy } from './readable-types';
import { type Normalised, recordSchemas } from './record-schemas';
import { unstorablePath } from './storable-text';

interface Refusal {
  readonly code: ErrorCode;
  readonly reason: string;
}
type Fields = Readonly<Record<string, unknown>>;
type Reading = { readonly record: Normalised; readonly unread?: Unread } | Refusal;

/** What is known of interaction types: those that can be read, and plugins that are configured and do not run. */
interface Types {
  readonly readable: ReadonlyMap<string, ReadableType>;
  readonly absent: ReadonlyMap<string, AbsentPlugin>;
}

export type Normalise = (item: IntakeItem, arrival: Arrival) => Prepared | Refused;

/** Makes the function that checks one item and brings it into its stored form. It asks nothing but the record and its declared type. */
export function createNormalise(registry: Registry): Normalise {
  const absent = new Map(registry.absent.map((plugin) => [plugin.id, plugin]));
  const types = { readable: readableTypes(registry), absent };
  return (item, arrival) => {
    if ('rejected' in item) return refuseAtDoor(item.rejected, arrival);
    try {
      return prepare(item.record, arrival, types);
    } catch (error) {
      // What a plugin gives may refer to itself, or throw when it is read: then nothing of it can be kept either.
      return { ...arrival, ...unreadable(error), disposition: 'rejected' };
    }
  };
}

function unreadable(error: unknown): Refusal {
  return { code: 'RECORD_MALFORMED', reason: `The record cannot be read: ${reasonOf(error)}` };
}

function prepare(given: unknown, arrival: Arrival, types: Types): Prepared | Refused {
  const reading = readRecord(given, types);
  if ('code' in reading) return { ...arrival, ...reading, disposition: 'rejected', given };
  const { record, unread } = reading;
  const body = JSON.stringify(record);
  const fault = faultOfBody(record, body);
  if (fault !== null) return { ...arrival, ...fault, disposition: 'rejected', given };
  const prepared = { ...arrival, record, key: keyOf(record), hash: digest(body) };
  return unread === undefined ? prepared : { ...prepared, unread };
}

function refuseAtDoor(rejection: Refusal & { readonly filtered?: boolean }, arrival: Arrival): Refused {
  const { code, reason, filtered } = rejection;
  return { ...arrival, code, reason, disposition: filtered === true ? 'filtered' : 'rejected' };
}

function readRecord(given: unknown, types: Types): Reading {
  const kind = typeof given === 'object' && given !== null && 'kind' in given ? given.kind : undefined;
  if (!isKind(kind))
    return { code: 'RECORD_MALFORMED', reason: `kind: ${JSON.stringify(kind)} is not a kind of record` };
  if (kind !== 'interaction') return readOutline(given, kind);
  try {
    const plain = plainInteraction(given as Fields, types.readable);
    if (plain !== null) return { record: plain };
    const outline = readOutline(given, kind);
    return 'code' in outline ? outline : readDetails(outline.record as InteractionOutline, types);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const outline = readOutline(given, kind);
    return 'code' in outline ? outline : { ...outline, unread: unreadBy(error.fault) };
  }
}

/** Everything but the details of an interaction. */
function readOutline(given: unknown, kind: RecordKind): { readonly record: Normalised } | Refusal {
  const parsed = recordSchemas[kind].safeParse(given);
  return parsed.success ? { record: parsed.data as Normalised } : describe(parsed.error, 'RECORD_MALFORMED');
}

function isKind(kind: unknown): kind is RecordKind {
  return typeof kind === 'string' && Object.hasOwn(recordSchemas, kind);
}

type InteractionOutline = z.output<typeof recordSchemas.interaction>;

function readDetails(record: InteractionOutline, { readable, absent }: Types): Reading {
  const type = readable.get(record.type);
  if (type === undefined) {
    const plugin = absent.get(record.type.split('.', 1)[0] ?? '');
    if (plugin !== undefined) return { record: record as Normalised, unread: absence(plugin) };
    return {
      code: 'INTERACTION_TYPE_UNKNOWN',
      reason: `No installed plugin has the interaction type "${record.type}"`,
    };
  }
  const details = type.details.safeParse(record.details);
  if (!details.success) return describe(details.error, 'DETAILS_INVALID');
  const { direction = type.direction, channelPermission = type.channelPermission, ...given } = record;
  return { record: inKeyOrder({ ...given, direction, channelPermission, details: details.data }) };
}

/** The first issue with a code of its own decides the code and is told first, up to three in all. */
function describe(error: z.ZodError, fallback: ErrorCode): Refusal {
  const first = error.issues.find((issue) => codeOf(issue) !== undefined);
  const coded = first === undefined ? undefined : codeOf(first);
  const ordered = first === undefined ? error.issues : [first, ...error.issues.filter((issue) => issue !== first)];
  const reason = ordered
    .slice(0, 3)
    .map((issue) => `${issue.path.length === 0 ? 'record' : issue.path.join('.')}: ${issue.message}`)
    .join('; ');
  return { code: coded ?? fallback, reason };
}

function codeOf(issue: z.core.$ZodIssue): ErrorCode | undefined {
  const code: unknown = 'params' in issue ? issue.params?.code : undefined;
  return typeof code === 'string' && Object.hasOwn(errorCodes, code) ? (code as ErrorCode) : undefined;
}

function faultOfBody(record: Normalised, body: string): Refusal | null {
  if (body.length > limits.record) {
    return {
      code: 'RECORD_MALFORMED',
      reason: `The record has ${body.length} characters; at most ${limits.record} are taken`,
    };
  }
  const path = unstorablePath(record, body);
  return path === null
    ? null
    : { code: 'RECORD_MALFORMED', reason: `${path}: contains NUL or half a surrogate pair, which no text may` };
}
