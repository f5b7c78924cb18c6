type Encode = (element: unknown, to: Buffer, at: number) => boolean;

interface BinaryType {
  /** The type's number in every PostgreSQL. */
  readonly oid: number;
  readonly size: number;
  /** Writes an element, or answers false when it is not a value of the type in its plain spelling. */
  readonly encode: Encode;
}

const headerSize = 20;
const null32 = 0xff_ff_ff_ff;

/** Types whose text costs the server more to read than the row costs to write. */
const types: Readonly<Record<string, BinaryType>> = {
  uuid: { oid: 2950, size: 16, encode: writeUuid },
  timestamptz: { oid: 1184, size: 8, encode: writeInstant },
  float8: { oid: 701, size: 8, encode: writeFloat },
};

/**
 * A list as a PostgreSQL array in the binary form, for the types that gain by it: the server reads a uuid or an instant as
 * text four times as slowly. Undefined for other types, for empty lists, and when an element is not written in the plain
 * way (a Date, 36 characters of a uuid, a number); the list then goes as text.
 */
export function binaryArray(type: string, list: readonly unknown[]): Buffer | undefined {
  const known = types[type];
  if (known === undefined || list.length === 0) return undefined;
  const buffer = Buffer.allocUnsafe(headerSize + list.length * (4 + known.size));
  let end = headerSize;
  let nulls = 0;
  for (const element of list) {
    if (element === null || element === undefined) {
      nulls = 1;
      end = buffer.writeUInt32BE(null32, end);
      continue;
    }
    if (!known.encode(element, buffer, end + 4)) return undefined;
    end = buffer.writeUInt32BE(known.size, end) + known.size;
  }
  // One dimension, whether it has nulls, the elements' type, how many, and the first one's index.
  for (const [index, value] of [1, nulls, known.oid, list.length, 1].entries()) buffer.writeUInt32BE(value, index * 4);
  return buffer.subarray(0, end);
}

const listCast = /\$(\d+)::(\w+)\[\]/g;

/** Statements come again and again; texts that are made of many parts are not worth keeping. */
const mostTexts = 500;
const typesByText = new Map<string, ReadonlyMap<number, string>>();

/** The element types of the parameters that a statement casts to a list, by the parameter's index from 0. */
export function listTypes(text: string): ReadonlyMap<number, string> {
  const known = typesByText.get(text);
  if (known !== undefined) return known;
  const found = new Map<number, string>();
  for (const [, position, type] of text.matchAll(listCast)) found.set(Number(position) - 1, type ?? '');
  if (typesByText.size < mostTexts) typesByText.set(text, found);
  return found;
}

/** Where the pairs of digits and the hyphens of a uuid's text stand. */
const pairs = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const;
const hyphens = [8, 13, 18, 23] as const;
const hyphenCode = 45;

/** Value of a hexadecimal digit by its character code. */
const digits = new Uint8Array(128).fill(255);
for (const [value, digit] of [...'0123456789abcdef'].entries()) digits[digit.charCodeAt(0)] = value;

function writeUuid(element: unknown, to: Buffer, at: number): boolean {
  if (typeof element !== 'string' || element.length !== 36) return false;
  for (const index of hyphens) if (element.charCodeAt(index) !== hyphenCode) return false;
  let place = at;
  for (const index of pairs) {
    const high = digits[element.charCodeAt(index)] ?? 255;
    const low = digits[element.charCodeAt(index + 1)] ?? 255;
    if (high > 15 || low > 15) return false;
    to[place] = high * 16 + low;
    place += 1;
  }
  return true;
}

const epoch2000 = Date.UTC(2000, 0, 1);
/** Beyond it microseconds are no longer exact in a number; some 285 years around 2000. */
const exactWithin = Number.MAX_SAFE_INTEGER / 1_000;

function writeInstant(element: unknown, to: Buffer, at: number): boolean {
  if (!(element instanceof Date)) return false;
  const sinceEpoch = element.getTime() - epoch2000;
  if (!(Math.abs(sinceEpoch) < exactWithin)) return false;
  const microseconds = sinceEpoch * 1_000;
  const high = Math.floor(microseconds / 2 ** 32);
  to.writeInt32BE(high, at);
  to.writeUInt32BE(microseconds - high * 2 ** 32, at + 4);
  return true;
}

function writeFloat(element: unknown, to: Buffer, at: number): boolean {
  if (typeof element !== 'number') return false;
  to.writeDoubleBE(element, at);
  return true;
}
