import { hash } from 'node:crypto';

/** JSON with sorted keys and without absent ones: equal content gives equal text, whatever the order it came in. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? canonicalList(value) : canonicalObject(value as Readonly<Record<string, unknown>>);
}

function canonicalList(list: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < list.length; index += 1) {
    if (index > 0) text += ',';
    text += canonicalJson(list[index] ?? null);
  }
  return `${text}]`;
}

function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member === undefined) continue;
    text += text === '' ? '{' : ',';
    text += `${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
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
