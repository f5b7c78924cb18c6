import type { Writer } from '../../sdk';
import type { CustomerLists } from '../plan/customer-change';

type ListName = 'otherNames' | 'licences' | 'contactPoints' | 'addresses';

interface ListTable {
  readonly table: string;
  readonly insert: string;
}

const tables: Readonly<Record<ListName, ListTable>> = {
  otherNames: {
    table: 'core.customer_other_name',
    insert: `insert into core.customer_other_name (customer_id, source, ordinal, name_use, given_name, middle_name,
        family_name, name_prefix, name_suffix, credentials, organization_name)
      select customer_id, source, ordinal, use, given, middle, family, prefix, suffix, credentials, "organizationName"
      from json_to_recordset($1::json) as r (customer_id bigint, source text, ordinal integer, use text, given text,
        middle text, family text, prefix text, suffix text, credentials text, "organizationName" text)`,
  },
  licences: {
    table: 'core.customer_licence',
    insert: `insert into core.customer_licence (customer_id, source, ordinal, number, region, specialty_code)
      select customer_id, source, ordinal, number, region, "specialtyCode"
      from json_to_recordset($1::json) as r (customer_id bigint, source text, ordinal integer, number text,
        region text, "specialtyCode" text)`,
  },
  contactPoints: {
    table: 'core.contact_point',
    insert: `insert into core.contact_point (customer_id, source, ordinal, kind, value, point_use)
      select customer_id, source, ordinal, kind, value, use
      from json_to_recordset($1::json) as r (customer_id bigint, source text, ordinal integer, kind text, value text,
        use text)`,
  },
  addresses: {
    table: 'core.address',
    insert: `insert into core.address (customer_id, source, ordinal, address_use, lines, city, region, postal_code, country)
      select customer_id, source, ordinal, use, lines, city, region, "postalCode", country
      from json_to_recordset($1::json) as r (customer_id bigint, source text, ordinal integer, use text, lines text[],
        city text, region text, "postalCode" text, country text)`,
  },
};

/** Replaces what each source said before with what it says now, list by list. */
export async function saveCustomerLists(writer: Writer, lists: readonly CustomerLists[]): Promise<void> {
  for (const name of Object.keys(tables) as ListName[]) {
    const given = lists.filter((of) => of[name] !== undefined);
    if (given.length > 0) await replaceList(writer, name, given);
  }
}

async function replaceList(writer: Writer, name: ListName, given: readonly CustomerLists[]): Promise<void> {
  const { table, insert } = tables[name];
  await writer.execute({
    name: `ingest-${table}-delete`,
    text: `delete from ${table} l using unnest($1::bigint[], $2::text[]) as k (customer_id, source)
      where l.customer_id = k.customer_id and l.source = k.source`,
    values: [given.map((of) => of.customerId), given.map((of) => of.source)],
  });
  const rows = given.flatMap(({ customerId, source, [name]: items }) =>
    (items ?? []).map((item, ordinal) => ({ ...item, customer_id: customerId, source, ordinal })),
  );
  if (rows.length === 0) return;
  await writer.execute({ name: `ingest-${table}-insert`, text: insert, values: [JSON.stringify(rows)] });
}
