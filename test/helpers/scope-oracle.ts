import { resolvePrincipal } from '../../src/auth/resolve-principal';
import type { Database } from '../../src/db/database';
import type { Principal } from '../../src/sdk';

/** Who asks, as credentials would say it: codes; absent where they say nothing. */
export interface Caller {
  readonly role: string;
  readonly purpose?: string;
  readonly territories?: readonly string[];
  readonly countries?: readonly string[];
  readonly brands?: readonly string[];
}

export async function principalOf(database: Database, { role, purpose, ...limits }: Caller): Promise<Principal> {
  const given = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
  const claims = { subject: `test-${role}`, name: role, roles: [role], purposes: [], ...given };
  const principal = await resolvePrincipal(database.reader(), claims, new Date('2026-11-21T12:00:00Z'));
  return purpose === undefined ? principal : { ...principal, purpose };
}

/** Said once more, apart from the platform's own data: whom a role may see, and which kinds of data. */
const may: Readonly<
  Record<string, { readonly needs: readonly string[]; readonly consumers: readonly (string | undefined)[] }>
> = {
  admin: { needs: [], consumers: [undefined, 'campaign', 'service', 'medical-inquiry'] },
  'privacy-officer': { needs: [], consumers: [undefined, 'campaign', 'service', 'medical-inquiry'] },
  marketing: { needs: ['brands'], consumers: ['service'] },
  rep: { needs: ['territories'], consumers: [] },
  medical: { needs: ['territories'], consumers: ['medical-inquiry'] },
  analyst: { needs: ['countries'], consumers: [] },
};
const seesPrescriptions = ['admin', 'privacy-officer', 'marketing', 'analyst'];
const seesMoney = [...seesPrescriptions, 'rep'];
const seesContact = ['admin', 'privacy-officer', 'rep', 'medical'];

export const isShown = (kind: 'money' | 'contact', { role, purpose }: Caller): boolean =>
  kind === 'money'
    ? seesMoney.includes(role)
    : seesContact.includes(role) || (role === 'marketing' && ['campaign', 'service'].includes(purpose ?? ''));

/** The rule in plain SQL: sets of keys, each by a query that looks at every row. */
export class ScopeOracle {
  readonly #database: Database;
  readonly #caller: Caller;

  constructor(database: Database, caller: Caller) {
    this.#database = database;
    this.#caller = caller;
  }

  /** Rows of a table of the caller: `t` is the table, `c` its customer. */
  async rows<Row extends object>(select: string, table: string, condition = 'true'): Promise<readonly Row[]> {
    const own = table === 'core.customer' ? 'id' : 'customer_id';
    return this.#database.reader().query<Row>({
      text: `with recursive mine as (
          select id from core.territory where code = any($1::text[])
          union all select t.id from core.territory t join mine on t.parent_id = mine.id
        )
        select ${select} from ${table} t join core.customer c on c.id = t.${own}
        where ${this.#customer('c')} and (${condition})`,
      values: [this.#limit('territories'), this.#limit('countries'), this.#limit('brands')],
    });
  }

  /** Whether a row may be seen for its brand; `column` over alias t. */
  get brand(): string {
    return `($3::text[] is null or '*' = any($3) or t.brand_id is null or t.brand_id = 0
      or exists (select from core.brand b where b.id = t.brand_id and b.code = any($3)))`;
  }

  get ledger(): string {
    const { role } = this.#caller;
    if (!seesMoney.includes(role)) return 'false';
    return seesPrescriptions.includes(role)
      ? this.brand
      : `${this.brand} and not (t.kind = 'revenue' and t.basis = 'modelled')`;
  }

  get otherEnd(): string {
    return `exists (select from core.customer o where o.id = t.other_customer_id and ${this.#customer('o')})`;
  }

  #customer(alias: string): string {
    const { role, purpose } = this.#caller;
    const consumers = may[role]?.consumers.includes(purpose) ? 'true' : `${alias}.kind != 'consumer'`;
    return `(($1::text[] is null or '*' = any($1) or ${alias}.territory_id in (select id from mine))
      and ($2::text[] is null or '*' = any($2) or ${alias}.country in (select unnest($2::text[])))
      and ($3::text[] is null or true) and ${consumers})`;
  }

  #limit(name: 'territories' | 'countries' | 'brands'): readonly string[] | null {
    return this.#caller[name] ?? (may[this.#caller.role]?.needs.includes(name) ? [] : null);
  }
}
