import type { KeyType } from '../../sdk';
import type { StatementBuilder } from './statement-builder';

/** How the rows of a list belong to the rows above them. */
export interface ParentLink {
  /** Column of the listed table that names the row above. */
  readonly key: string;
  readonly keyType: KeyType;
  /** Column of the listed table that names the customer, when both must agree in it. */
  readonly within: string | null;
}

/** The key of one row above; `within` stands for the customer. */
export interface ParentKey {
  readonly key: string | number;
  readonly within: string | number | null;
}

/** A FROM item `k` with one row per parent, numbered from 1 in `k.n`, and the condition that ties alias `t` to it. */
export interface Parents {
  readonly from: string;
  readonly condition: string | null;
}

export function parents(builder: StatementBuilder, link: ParentLink | null, keys: readonly ParentKey[]): Parents {
  if (link === null) return { from: '(values (1)) as k(n)', condition: null };
  const own = builder.bind(keys.map((key) => key.key));
  if (link.within === null) {
    return {
      from: `unnest(${own}::${link.keyType}[]) with ordinality as k(key, n)`,
      condition: `t.${link.key} = k.key`,
    };
  }
  const customers = builder.bind(keys.map((key) => key.within));
  return {
    from: `unnest(${customers}::bigint[], ${own}::${link.keyType}[]) with ordinality as k(within, key, n)`,
    condition: `t.${link.within} = k.within and t.${link.key} = k.key`,
  };
}
