import type { Catalogue } from '../../catalogue/catalogue';
import type { ObjectSelection, ValueSelection } from '../operation';
import type { SiteForm } from '../plan/site-values';
import type { ColumnFacts } from './column-facts';
import type { JsonText } from './json-text';
import type { PlanWriter } from './plan-writer';
import type { Row } from './row';

/** What everything that writes a part of a plan has at hand. Nothing in it differs between requests of a shape. */
export interface Rendering {
  readonly writer: PlanWriter;
  readonly catalogue: Catalogue;
  readonly facts: ColumnFacts;
  /** By `ArgumentSite.index`. */
  readonly forms: readonly SiteForm[];
  readonly reads: ToldReads;
  /** Writes the value of one field of a row. */
  readonly field: (field: ValueSelection, row: Row) => JsonText;
  /** Writes the object of a row. `typeName` is the type whose table the row is of, `below` what is asked by object type. */
  readonly entity: (typeName: string, below: Below, row: Row) => JsonText;
}

/** Whether the answer names the customers whose data it shows, in signs that are taken out. */
export type ToldReads = 'told' | 'untold';

export type Below = ReadonlyMap<string, ObjectSelection>;

/** The form of a field's arguments. Only for fields that have some. */
export function formOf({ forms }: Rendering, { site, description }: ValueSelection): SiteForm {
  const form = site === null ? undefined : forms[site.index];
  if (form === undefined) throw new Error(`${description.coordinate} has no arguments.`);
  return form;
}

/** The index of a field's arguments among the values of a request. Only for fields that have some. */
export function siteIndex({ site, description }: ValueSelection): number {
  if (site === null) throw new Error(`${description.coordinate} has no arguments.`);
  return site.index;
}
