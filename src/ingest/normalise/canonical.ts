import { hash } from 'node:crypto';

/**
 * The value with the keys of its objects in order and without absent ones, so that JSON.stringify gives equal text for equal
 * content, whatever the order it came in.
 */
export function inKeyOrder<T>(given: T): T {
  if (typeof given !== 'object' || given === null || given instanceof Date) return given;
  if (Array.isArray(given)) return (isPlainList(given) ? given : given.map(inKeyOrder)) as T;
  const object = given as Readonly<Record<string, unknown>>;
  if (isInOrder(object)) return given;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member === undefined) continue;
    const value = typeof member === 'object' ? inKeyOrder(member) : member;
    if (key === '__proto__') Object.defineProperty(sorted, key, { value, enumerable: true });
    else sorted[key] = value;
  }
  return sorted as T;
}

/** Flat, and in order already: nothing is to be done. */
function isInOrder(object: Readonly<Record<string, unknown>>): boolean {
  let before = '';
  for (const key in object) {
    const member = object[key];
    if (key < before || member === undefined) return false;
    if (typeof member === 'object' && member !== null && !(Array.isArray(member) && isPlainList(member))) return false;
    before = key;
  }
  return true;
}

function isPlainList(list: readonly unknown[]): boolean {
  return list.every((item) => typeof item !== 'object' || item === null);
}

/** 128 bits of SHA-256 in hexadecimal: 32 characters. */
export function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}

/** The same parts always give the same id (a version 8 UUID), so that a record sent twice cannot become two rows. */
export function deterministicId(...parts: readonly (string | number)[]): string {
  const hex = digest(parts.join('\u0000'));
  const variant = (Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant.toString(16)}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Whether PostgreSQL would take the text for a uuid. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
