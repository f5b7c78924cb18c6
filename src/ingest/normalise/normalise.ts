import type { Registry } from '../../kernel/registry';
import { type ErrorCode, errorCodes, type IntakeItem, type InteractionType, type z } from '../../sdk';
import { digest, inKeyOrder } from './canonical';
import { limits } from './field-schemas';
import { inShapeOrder, plainInteraction, type TypeToRead } from './plain-interaction';
import { type Arrival, keyOf, type Prepared, type RecordKind, type Refused } from './prepared';
import { type Normalised, recordSchemas } from './record-schemas';
import { unstorablePath } from './storable-text';

interface Refusal {
  readonly code: ErrorCode;
  readonly reason: string;
}
type Fields = Readonly<Record<string, unknown>>;
type ReadType = InteractionType & TypeToRead;
type Reading = { readonly record: Normalised } | Refusal;

export type Normalise = (item: IntakeItem, arrival: Arrival) => Prepared | Refused;

/** Makes the function that checks one item and brings it into its stored form. It asks nothing but the record and its declared type. */
export function createNormalise(registry: Registry): Normalise {
  const types = new Map(
    [...registry.interactionTypes].map(([id, owned]) => [
      id,
      { ...owned.value, details: owned.value.details.strict(), orderedDetails: inShapeOrder(owned.value.details) },
    ]),
  );
  return (item, arrival) => {
    if ('rejected' in item) return refuseAtDoor(item.rejected, arrival);
    const reading = readRecord(item.record, types);
    if ('code' in reading) return { ...arrival, ...reading, disposition: 'rejected', given: item.record };
    const body = JSON.stringify(reading.record);
    const fault = faultOfBody(reading.record, body);
    if (fault !== null) return { ...arrival, ...fault, disposition: 'rejected', given: item.record };
    const { index, position, repeats, reporter } = arrival;
    return {
      index,
      position,
      repeats,
      reporter,
      record: reading.record,
      key: keyOf(reading.record),
      hash: digest(body),
    };
  };
}

function refuseAtDoor(rejection: Refusal & { readonly filtered?: boolean }, arrival: Arrival): Refused {
  const { code, reason, filtered } = rejection;
  return { ...arrival, code, reason, disposition: filtered === true ? 'filtered' : 'rejected' };
}

function readRecord(given: unknown, types: ReadonlyMap<string, ReadType>): Reading {
  const kind = typeof given === 'object' && given !== null && 'kind' in given ? given.kind : undefined;
  if (!isKind(kind))
    return { code: 'RECORD_MALFORMED', reason: `kind: ${JSON.stringify(kind)} is not a kind of record` };
  const plain = kind === 'interaction' ? plainInteraction(given as Fields, types) : null;
  if (plain !== null) return { record: plain };
  const parsed = recordSchemas[kind].safeParse(given);
  if (!parsed.success) return describe(parsed.error, 'RECORD_MALFORMED');
  const record = parsed.data;
  return record.kind === 'interaction' ? readDetails(record, types) : { record };
}

function isKind(kind: unknown): kind is RecordKind {
  return typeof kind === 'string' && Object.hasOwn(recordSchemas, kind);
}

function readDetails(
  record: z.output<typeof recordSchemas.interaction>,
  types: ReadonlyMap<string, ReadType>,
): Reading {
  const type = types.get(record.type);
  if (type === undefined) {
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
