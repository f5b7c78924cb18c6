import type { BoundRequest } from '../compiled/plan/compiled-plan';
import type { Output } from './output';

/** Writes the JSON text of one value, and leaves holes for what has yet to be loaded. @throws Irregular */
export type Completer = (value: unknown, output: Output) => void;

/** Values of the columns that make a key. */
export type LoadingKey = readonly (string | number)[];

/** A field whose value has to be loaded: what holds for all requests of a plan. */
export interface Loading {
  readonly loadFor: (request: BoundRequest) => Load;
  readonly complete: Completer;
}

/** One way to load values, in one request. */
export interface Load {
  /** Fields with loads of the same name are loaded together: once per level, each key once. */
  readonly name: string;
  /** Answers in the order of the keys. */
  readonly run: (keys: readonly LoadingKey[]) => Promise<readonly unknown[]>;
}

/** The place of a value that has yet to be loaded. */
export interface Hole {
  readonly loading: Loading;
  readonly key: LoadingKey;
  /** What stands there, once it is known. */
  content: readonly Piece[];
}

/** JSON text, or the place of more of it. */
export type Piece = string | Hole;

/** The whole text, when all holes have been filled. */
export function textOf(pieces: readonly Piece[]): string {
  let text = '';
  for (const piece of pieces) text += typeof piece === 'string' ? piece : textOf(piece.content);
  return text;
}
