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
  /** The types that opaque ids name, in a fixed order. */
  readonly nodes: readonly string[];
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
  /** For opaque ids: what they name, by type. */
  readonly nodes: ReadonlyMap<string, NodeKeys>;
}

/** Rows of one type that opaque ids name. */
export interface NodeKeys {
  /** Which of the ids each row stands for, counting from 1. */
  readonly places: readonly number[];
  /** One list per key column, as long as `places`. */
  readonly columns: readonly (readonly (string | number)[])[];
}
