import type { Hole, Loading, LoadingKey, Piece } from './piece';

/** An answer under way. */
export class Output {
  /** JSON text since the last hole; completers append to it. */
  text = '';
  readonly holes: Hole[] = [];
  readonly #pieces: Piece[] = [];

  /** Leaves the place of a value that has yet to be loaded. */
  leave(loading: Loading, key: LoadingKey): void {
    const hole: Hole = { loading, key, content: [] };
    this.holes.push(hole);
    this.put(hole);
  }

  /** Puts in a hole that somebody else fills. */
  put(hole: Hole): void {
    this.#pieces.push(this.text, hole);
    this.text = '';
  }

  /** Everything written. Nothing is written any more afterwards. */
  pieces(): readonly Piece[] {
    this.#pieces.push(this.text);
    return this.#pieces;
  }
}
