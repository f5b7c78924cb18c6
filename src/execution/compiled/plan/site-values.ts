import type { Ordering } from '../../../sdk';
import type { PageWindow } from '../../loader/page-window';

/** What the text of a statement depends on in the arguments of a field. */
export interface SiteForm {
  /** Equal for equal forms. */
  readonly key: string;
  /** For connections. */
  readonly page: PageForm | null;
  /** Argument paths of the filters that are given; for lookups '' when there is something to look for. */
  readonly filters: readonly string[];
  /** The type that opaque ids name; null when there are none, or of several types. */
  readonly node: string | null;
  /** Whether any argument is given. */
  readonly given: boolean;
}

export interface PageForm {
  readonly ordering: Ordering;
  /** Names the list and its order; part of every cursor. */
  readonly list: string;
  readonly reading: PageWindow['reading'];
  readonly after: boolean;
  readonly before: boolean;
}

/** The arguments of one field of one request, coerced and checked. */
export interface SiteValues {
  /** As the client gave them, with defaults. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly form: SiteForm;
  /** For connections. */
  readonly window: PageWindow | null;
  /** Bound values: of the filters that are given, by argument path; for lookups of their only one, under ''. */
  readonly filters: ReadonlyMap<string, unknown>;
  /** For opaque ids. */
  readonly node: NodeKeys | null;
}

/** Rows that opaque ids name, all of one type. */
export interface NodeKeys {
  readonly type: string;
  /** One list per key column, each as long as there are ids. */
  readonly columns: readonly (readonly (string | number)[])[];
}
