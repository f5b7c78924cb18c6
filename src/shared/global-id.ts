import { RapportError } from '../sdk/errors';

/** What an opaque id says: the GraphQL type and the key of the row, in the order of its `globalId` source. */
export interface GlobalId {
  readonly type: string;
  readonly keys: readonly string[];
}

const longestId = 512;

/** Makes the opaque id of a row: base64url of `Type:key[:key]`. Keys keep colons and other signs by percent encoding. */
export function encodeGlobalId(type: string, ...keys: readonly (string | number)[]): string {
  const text = [type, ...keys.map((key) => encodeURIComponent(String(key)))].join(':');
  return Buffer.from(text, 'utf8').toString('base64url');
}

/**
 * Reads an opaque id. Only the form that {@link encodeGlobalId} writes is accepted, so one row has one id.
 *
 * @throws RapportError ID_INVALID
 */
export function decodeGlobalId(id: string): GlobalId {
  if (id.length === 0 || id.length > longestId) throw invalid();
  const bytes = Buffer.from(id, 'base64url');
  const [type, ...parts] = bytes.toString('latin1').split(':');
  if (type === undefined || !/^[A-Z][A-Za-z0-9]*$/.test(type) || parts.length === 0) throw invalid();
  const keys = parts.map(decodePart);
  if (bytes.toString('base64url') !== id) throw invalid();
  return { type, keys };
}

/** The number behind an id of a type whose key is one whole number. @throws RapportError ID_INVALID */
export function decodeIntegerId(id: string, type: string): number {
  const [key, ...rest] = keysOfType(id, type);
  if (key === undefined || rest.length > 0) throw invalid(type);
  return integerKey(key, type);
}

/** The uuid behind an id of a type whose key is one uuid. @throws RapportError ID_INVALID */
export function decodeUuidId(id: string, type: string): string {
  const [key, ...rest] = keysOfType(id, type);
  if (key === undefined || rest.length > 0) throw invalid(type);
  return uuidKey(key, type);
}

/**
 * The two parts of an id whose row belongs to a customer: `Interaction`, and others with a uuid of their own.
 *
 * @throws RapportError ID_INVALID
 */
export function decodeCustomerScopedId(id: string, type: string): { readonly customerId: number; readonly id: string } {
  const [customer, own, ...rest] = keysOfType(id, type);
  if (customer === undefined || own === undefined || rest.length > 0) throw invalid(type);
  return { customerId: integerKey(customer, type), id: uuidKey(own, type) };
}

/** A key that is a whole number within 2^53, as the platform gives them out. @throws RapportError ID_INVALID */
export function integerKey(key: string, type?: string): number {
  const number = /^(0|[1-9]\d{0,15})$/.test(key) ? Number(key) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw invalid(type);
  return number;
}

/** A key that is a uuid in lower case. @throws RapportError ID_INVALID */
export function uuidKey(key: string, type?: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) throw invalid(type);
  return key;
}

function keysOfType(id: string, type: string): readonly string[] {
  const decoded = decodeGlobalId(id);
  if (decoded.type !== type) throw invalid(type);
  return decoded.keys;
}

/** Signs that stand for themselves; others are written in one way, as everything is. */
const plain = /^[\w.!~*'()-]*$/;

function decodePart(part: string): string {
  if (plain.test(part)) return part;
  const key = decoded(part);
  if (encodeURIComponent(key) !== part) throw invalid();
  return key;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw invalid(undefined, cause);
  }
}

function invalid(type?: string, cause?: unknown): RapportError {
  const wanted = type === undefined ? 'This is not an id of this API.' : `This is not the id of a ${type}.`;
  const remedy = 'Pass back what a field `id` answered, exactly as received; codes and identifiers are no ids.';
  return new RapportError('ID_INVALID', `${wanted} ${remedy}`, {}, { cause });
}
