import { isObject, parseJson } from '../../../sdk';
import type { Proof } from '../samples';

/** A proof with one of its parts altered, and which. */
export interface Alteration {
  readonly part: string;
  readonly altered: Proof;
}

/** Headers that say nothing of who sent a request. */
const ordinary: ReadonlySet<string> = new Set(['content-type', 'content-length', 'accept', 'user-agent', 'host']);

/** Every way to alter what the sender added to the bare body: each header, each part of the query, each text in the body. */
export function alterations(bare: string, proof: Proof): readonly Alteration[] {
  const headers = Object.entries(proof.headers ?? {}).filter(([name]) => !ordinary.has(name));
  const query = Object.entries(proof.query ?? {});
  return [
    ...headers.map(([name, value]) => ({
      part: `header ${name}`,
      altered: { ...proof, headers: { ...proof.headers, [name]: alteredText(value) } },
    })),
    ...query.map(([name, value]) => ({
      part: `query parameter ${name}`,
      altered: { ...proof, query: { ...proof.query, [name]: alteredText(value) } },
    })),
    ...addedTexts(bare, proof).map((path) => ({
      part: `${path.join('.')} in the body`,
      altered: { ...proof, body: withAlteredText(proof.body ?? '', path) },
    })),
  ];
}

/** The body with the proof in it; null where the proof stands beside the body. */
export function withoutProof(bare: string, { body }: Proof): string | null {
  return body === undefined || body === bare ? null : body;
}

/** Another text of the same length and alphabet, so that only a comparison of all of it finds it. */
function alteredText(value: string): string {
  const place = value.search(/[0-9A-Za-z](?=[^0-9A-Za-z]*$)/);
  const [first, last] = [value.slice(0, Math.max(0, place)), value.charAt(place)];
  const other = /[0-9]/.test(last) ? String((Number(last) + 1) % 10) : /a/i.test(last) ? 'b' : 'a';
  // In base64 the last sign before the padding may carry bits that mean nothing: the sign before it never does.
  if (/=$/.test(value) && place > 0) return alteredText(first) + value.slice(place);
  return first + other + value.slice(place + 1);
}

type Path = readonly string[];

/** Places of the texts that stand in the proven body and not in the bare one. */
function addedTexts(bare: string, { body }: Proof): readonly Path[] {
  if (body === undefined) return [];
  const known = new Set(textsIn(parseJson(bare)).map(({ path, text }) => JSON.stringify([path, text])));
  return textsIn(parseJson(body))
    .filter(({ path, text }) => !known.has(JSON.stringify([path, text])))
    .map(({ path }) => path);
}

function textsIn(value: unknown, path: Path = []): readonly { readonly path: Path; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((each, index) => textsIn(each, [...path, String(index)]));
  return isObject(value) ? Object.entries(value).flatMap(([key, each]) => textsIn(each, [...path, key])) : [];
}

function withAlteredText(body: string, path: Path): string {
  return JSON.stringify(altered(JSON.parse(body), path));
}

function altered(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return typeof value === 'string' ? alteredText(value) : value;
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === key ? altered(each, rest) : each));
  return isObject(value) ? { ...value, [key]: altered(value[key], rest) } : value;
}
