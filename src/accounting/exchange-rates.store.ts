import type { Reader, Writer } from '../sdk';

/** An edition of the exchange rates: its quotes and those of all editions before it. */
export interface Edition {
  readonly id: number;
  readonly source: string;
  readonly base: string;
  readonly recorded_at: Date;
  readonly hash: string;
}

export interface Quote {
  readonly currency: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Units of the currency per unit of the base, a positive decimal as the source wrote it. */
  readonly unitsPerBase: string;
}

/** Editions are numbered without gaps, one writer at a time. */
export async function lockEditions(writer: Writer): Promise<void> {
  await writer.execute({ text: 'lock table core.exchange_rate_edition in share row exclusive mode' });
}

export async function latestEdition(reader: Reader): Promise<Edition | null> {
  const [edition] = await reader.query<Edition>({
    name: 'accounting-latest-edition',
    text: 'select id, source, base, recorded_at, hash from core.exchange_rate_edition order by id desc limit 1',
  });
  return edition ?? null;
}

/** Of these quotes, those that the rates in force do not hold already with the same figure. */
export async function newQuotes(reader: Reader, quotes: readonly Quote[]): Promise<readonly Quote[]> {
  const rows = await reader.query<{ readonly place: number }>({
    text: `
      select q.place::int as place
      from unnest($1::text[], $2::date[], $3::numeric[]) with ordinality as q (currency, day, units, place)
      left join lateral (
        select r.units_per_base from core.exchange_rate r
        where r.currency = q.currency and r.day = q.day order by r.edition desc limit 1
      ) known on true
      where known.units_per_base is distinct from q.units
      order by q.place`,
    values: quoteColumns(quotes),
  });
  return rows.flatMap(({ place }) => quotes[place - 1] ?? []);
}

export async function insertEdition(writer: Writer, edition: Edition, quotes: readonly Quote[]): Promise<void> {
  const { id, source, base, recorded_at, hash } = edition;
  await writer.execute({
    text: `insert into core.exchange_rate_edition (id, source, base, recorded_at, hash) values ($1, $2, $3, $4, $5)`,
    values: [id, source, base, recorded_at.toISOString(), hash],
  });
  await writer.execute({
    text: `
      insert into core.exchange_rate (currency, day, units_per_base, edition)
      select q.currency, q.day, q.units, $4 from unnest($1::text[], $2::date[], $3::numeric[]) as q (currency, day, units)`,
    values: [...quoteColumns(quotes), id],
  });
}

/** Values of customers with money depend on the rates: a reader computes them anew, a job stores them. Locks in id order. */
export async function markAccountsOutdated(writer: Writer): Promise<void> {
  await writer.execute({
    text: `
      update core.customer_value v set dirty = true
      from (
        select x.customer_id from core.customer_value x
        where not x.dirty and (exists (select from core.ledger_entry l where l.customer_id = x.customer_id)
          or exists (select from core.interaction i where i.customer_id = x.customer_id and i.touch_cost_minor is not null))
        order by x.customer_id for update
      ) o
      where v.customer_id = o.customer_id`,
  });
}

function quoteColumns(quotes: readonly Quote[]): readonly unknown[] {
  return [
    quotes.map(({ currency }) => currency),
    quotes.map(({ day }) => day),
    quotes.map(({ unitsPerBase }) => unitsPerBase),
  ];
}
