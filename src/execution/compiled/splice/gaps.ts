import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { type PluginFault, type PluginFaultCode, pluginFault } from '../../../isolation';
import { signs } from './tokens';

type Told = readonly [code: PluginFaultCode, plugin: string, message: string];

/** What stands for a value that a plugin owes, until the whole answer is known and with it the place of the value. */
export function gapToken({ code, details, message }: PluginFault): string {
  const told: Told = [code, details.plugin, message];
  return `${signs.gap}${JSON.stringify(told)}${signs.gap}`;
}

export interface GappedAnswer {
  readonly text: string;
  readonly errors: readonly GraphQLError[];
}

/** Puts null into the gaps of an answer, and finds out where they are: only an answer that has some is read for that. */
export function closeGaps(text: string): GappedAnswer {
  if (!text.includes(signs.gap)) return { text, errors: [] };
  const pieces = text.split(signs.gap);
  const isGap = (index: number): boolean => index % 2 === 1;
  const marked = pieces.map((piece, index) => (isGap(index) ? `{"${marker}":${index}}` : piece)).join('');
  const errors: GraphQLError[] = [];
  walk(JSON.parse(marked), [], (index, path) => errors.push(errorOf(pieces[index] ?? '', path)));
  return { text: pieces.map((piece, index) => (isGap(index) ? 'null' : piece)).join(''), errors };
}

/** A key that no data can hold, for nobody learns it. */
const marker = randomUUID();

type Path = readonly (string | number)[];

function walk(value: unknown, path: Path, found: (index: number, path: Path) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [place, item] of value.entries()) walk(item, [...path, place], found);
    return;
  }
  const index = (value as Readonly<Record<string, unknown>>)[marker];
  if (typeof index === 'number') {
    found(index, path);
    return;
  }
  for (const [key, child] of Object.entries(value)) walk(child, [...path, key], found);
}

function errorOf(told: string, path: Path): GraphQLError {
  const [code, plugin, message] = JSON.parse(told) as Told;
  return new GraphQLError(message, { path, originalError: pluginFault(code, plugin, message) });
}
