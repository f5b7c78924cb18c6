import type { PageWindow } from '../../loader/page-window';

/** The arguments of one field of one request, coerced and checked. */
export interface SiteValues {
  /** As the client gave them, with defaults. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Everything that the text of the statement depends on. */
  readonly shape: string;
  /** For connections. */
  readonly window: PageWindow | null;
  /** For connections: bound values of the filters that are given, by argument path. For lookups: their value under ''. */
  readonly filters: ReadonlyMap<string, unknown>;
  /** For opaque ids: the type they name, and the keys by key column and id. */
  readonly node: NodeKeys | null;
}

export interface NodeKeys {
  readonly type: string;
  /** One list per key column, each as long as there are ids. */
  readonly columns: readonly (readonly (string | number)[])[];
}
