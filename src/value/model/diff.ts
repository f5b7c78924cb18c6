import { canonicalJson } from './canonical';
import type { ModelDocument } from './document';

/** A place where two documents differ: keys joined by dots, keys that hold dots in brackets. Undefined: not there. */
export interface ModelChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every leaf that differs, in the order of paths. */
export function diffModels(before: ModelDocument, after: ModelDocument): readonly ModelChange[] {
  return [...differences('', before, after)];
}

function* differences(path: string, before: unknown, after: unknown): Generator<ModelChange> {
  if (!isRecord(before) || !isRecord(after)) {
    if (textOf(before) !== textOf(after)) yield { path, before, after };
    return;
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  for (const key of keys) yield* differences(join(path, key), before[key], after[key]);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));

function join(path: string, key: string): string {
  const step = key.includes('.') ? `["${key}"]` : key;
  return path === '' || step.startsWith('[') ? `${path}${step}` : `${path}.${step}`;
}

/** One change to a document: the value that shall stand at a path; undefined takes away what stands there. */
export interface ModelEdit {
  readonly path: string;
  readonly value: unknown;
}

/**
 * The document with the edits made. It is not checked.
 *
 * @throws RangeError for a path that leads nowhere
 */
export function editModel(document: ModelDocument, edits: readonly ModelEdit[]): unknown {
  return edits.reduce<unknown>((edited, { path, value }) => place(edited, stepsOf(path), value, path), document);
}

function place(target: unknown, [step, ...rest]: readonly string[], value: unknown, path: string): unknown {
  if (step === undefined) return value;
  if (!isRecord(target)) throw new RangeError(`There is nothing at ${path}`);
  if (rest.length > 0 && !Object.hasOwn(target, step)) throw new RangeError(`There is nothing at ${path}`);
  const { [step]: old, ...others } = target;
  const placed = place(old, rest, value, path);
  return placed === undefined ? others : { ...others, [step]: placed };
}

function stepsOf(path: string): readonly string[] {
  const steps = [...path.matchAll(/\["([^"]+)"\]|([^.[\]]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  if (steps.length === 0) throw new RangeError(`"${path}" is no path`);
  return steps;
}
