import type { Writer } from '../../sdk';
import type { PendingReference } from '../plan/changes';
import { type ReferenceKind, referenceKinds } from '../plan/code-book';
import { ConcurrentChange } from '../retry';

interface Stored {
  readonly code: string;
  readonly id: number;
}

/** What a record leaves out stays as it is. Rows come sorted by code, so that concurrent batches meet them alike. */
const upserts: Readonly<Record<ReferenceKind, string>> = {
  brand: `insert into core.brand as t (id, code, name) overriding system value
    select id, code, name from json_to_recordset($1::json) as r (id integer, code text, name text)
    on conflict (code) do update set name = excluded.name
    returning code, id`,
  territory: `insert into core.territory as t (id, code, name, parent_id, country) overriding system value
    select id, code, name, territory_id, country
    from json_to_recordset($1::json) as r (id integer, code text, name text, territory_id integer, country text)
    on conflict (code) do update set name = excluded.name,
      parent_id = coalesce(excluded.parent_id, t.parent_id), country = coalesce(excluded.country, t.country)
    returning code, id`,
  teamMember: `insert into core.team_member as t (id, code, name, role, territory_id) overriding system value
    select id, code, name, role, territory_id
    from json_to_recordset($1::json) as r (id integer, code text, name text, role text, territory_id integer)
    on conflict (code) do update set name = excluded.name, role = excluded.role,
      territory_id = coalesce(excluded.territory_id, t.territory_id)
    returning code, id`,
  content: `insert into core.content as t (id, code, title, brand_id, channel, approved_from, approved_until)
      overriding system value
    select id, code, title, brand_id, channel, "approvedFrom", "approvedUntil"
    from json_to_recordset($1::json)
      as r (id integer, code text, title text, brand_id integer, channel text, "approvedFrom" date, "approvedUntil" date)
    on conflict (code) do update set title = excluded.title,
      brand_id = coalesce(excluded.brand_id, t.brand_id), channel = coalesce(excluded.channel, t.channel),
      approved_from = coalesce(excluded.approved_from, t.approved_from),
      approved_until = coalesce(excluded.approved_until, t.approved_until)
    returning code, id`,
};

/** Creates and updates reference data by code, in the order in which the kinds name each other. */
export async function saveReferences(writer: Writer, references: readonly PendingReference[]): Promise<void> {
  for (const kind of referenceKinds) {
    const rows = references.filter(({ record }) => record.kind === kind).sort(byCode);
    if (rows.length === 0) continue;
    const json = rows.map(({ id, record, territoryId, brandId }) => ({
      ...record,
      id,
      territory_id: territoryId,
      brand_id: brandId,
    }));
    const stored = await writer.query<Stored>({ text: upserts[kind], values: [JSON.stringify(json)] });
    const ids = new Map(stored.map(({ code, id }) => [code, id]));
    if (rows.some(({ id, record }) => ids.get(record.code) !== id)) {
      throw new ConcurrentChange('a code of the batch was declared meanwhile');
    }
  }
}

function byCode(one: PendingReference, other: PendingReference): number {
  return one.record.code < other.record.code ? -1 : 1;
}
