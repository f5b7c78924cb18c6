import type { Writer } from '../../sdk';
import type { Changes, Move } from '../plan/changes';

type Tie = keyof Changes['moves'];

/** Gives rows to other customers where a correction says so; keys and additions stay. */
async function moveRows(writer: Writer, tie: Tie, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await writer.execute({
    text: `update core.${tie} t set customer_id = m.new_customer
      from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as m (id, old_customer, new_customer)
      where t.id = m.id and t.customer_id = m.old_customer`,
    values: [moves.map((move) => move.id), moves.map((move) => move.from), moves.map((move) => move.to)],
  });
}

/** Before they are stored anew with other ends: on the way from one to the other both ends could be the same customer. */
async function removeAffiliations(writer: Writer, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await writer.execute({
    text: `delete from core.affiliation t using unnest($1::uuid[], $2::bigint[]) as m (id, old_customer)
      where t.id = m.id and t.customer_id = m.old_customer`,
    values: [moves.map((move) => move.id), moves.map((move) => move.from)],
  });
}

/** An answer stays; it cannot come before the need, so a correction of the date stops at it. */
const needs = `insert into core.need as t (customer_id, id, kind, topic, text, brand_id, channel, raised_at, recorded_at,
      source, source_key)
    select customer_id, id, need, topic, text, brand_id, channel, raised_at, $2, source, "sourceKey"
    from json_to_recordset($1::json) as r (customer_id bigint, id uuid, need text, topic text, text text,
      brand_id integer, channel text, raised_at timestamptz, source text, "sourceKey" text)
    on conflict (customer_id, id) do update set kind = excluded.kind, topic = excluded.topic, text = excluded.text,
      brand_id = excluded.brand_id, channel = excluded.channel, raised_at = least(excluded.raised_at, t.answered_at)`;

/**
 * Before a correction of what a value rests on: the row as it was known until now, and since when it is known otherwise.
 * One of the same instant leaves no time in which anybody could have known the row.
 */
const needVersions = `with corrected as (
      select t.* from json_to_recordset($1::json) as r (known_customer bigint, customer_id bigint, id uuid, need text,
        topic text, brand_id integer, channel text, raised_at timestamptz)
      join core.need t on t.customer_id = r.known_customer and t.id = r.id
      where coalesce(t.corrected_at, t.recorded_at) < $2
        and (t.customer_id, t.kind, t.topic, t.brand_id, t.channel, t.raised_at)
          is distinct from (r.customer_id, r.need, r.topic, r.brand_id, r.channel, least(r.raised_at, t.answered_at))
    ), kept as (
      insert into core.need_version (customer_id, need_id, superseded_at, recorded_at, kind, topic, brand_id, channel,
        raised_at, answered_at, answer_recorded_at, met)
      select customer_id, id, $2, coalesce(corrected_at, recorded_at), kind, topic, brand_id, channel, raised_at,
        answered_at, answer_recorded_at, met
      from corrected
    )
    update core.need t set corrected_at = $2 from corrected c where t.customer_id = c.customer_id and t.id = c.id`;

const relationships = `insert into core.relationship (customer_id, id, team_member_id, brand_id, role, since, until, source, source_key)
    select customer_id, id, team_member_id, brand_id, role, since, until, source, "sourceKey"
    from json_to_recordset($1::json) as r (customer_id bigint, id uuid, team_member_id integer, brand_id integer,
      role text, since date, until date, source text, "sourceKey" text)
    on conflict (customer_id, id) do update set team_member_id = excluded.team_member_id,
      brand_id = excluded.brand_id, role = excluded.role, since = excluded.since, until = excluded.until`;

const affiliations = `insert into core.affiliation (customer_id, id, other_customer_id, role, since, until, source, source_key)
    select customer_id, id, other_customer_id, role, since, until, source, "sourceKey"
    from json_to_recordset($1::json) as r (customer_id bigint, id uuid, other_customer_id bigint, role text, since date,
      until date, source text, "sourceKey" text)
    on conflict (customer_id, id) do update set other_customer_id = excluded.other_customer_id, role = excluded.role,
      since = excluded.since, until = excluded.until`;

/** Needs, and ties with us and among customers: moved, created, brought up to date. */
export async function saveTies(writer: Writer, changes: Changes, at: Date): Promise<void> {
  await saveNeeds(writer, changes, at);
  await moveRows(writer, 'relationship', [...changes.moves.relationship.values()]);
  await removeAffiliations(writer, [...changes.moves.affiliation.values()]);
  const relationshipRows = [...changes.relationships.values()].map((row) => ({
    ...row.record,
    customer_id: row.customerId,
    id: row.id,
    team_member_id: row.teamMemberId,
    brand_id: row.brandId,
  }));
  if (relationshipRows.length > 0) {
    await writer.execute({ text: relationships, values: [JSON.stringify(relationshipRows)] });
  }
  const affiliationRows = [...changes.affiliations.values()].map((row) => ({
    ...row.record,
    customer_id: row.customerId,
    id: row.id,
    other_customer_id: row.otherCustomerId,
  }));
  if (affiliationRows.length > 0) {
    await writer.execute({ text: affiliations, values: [JSON.stringify(affiliationRows)] });
  }
  await withdrawNeeds(writer, changes.withdrawnNeeds, at);
}

async function saveNeeds(writer: Writer, { needs: pending, moves }: Changes, at: Date): Promise<void> {
  const rows = [...pending.values()].map((row) => ({
    ...row.record,
    known_customer: moves.need.get(row.id)?.from ?? row.customerId,
    customer_id: row.customerId,
    id: row.id,
    raised_at: row.raisedAt,
    brand_id: row.brandId,
  }));
  if (rows.length === 0) return;
  const values = [JSON.stringify(rows), at];
  await writer.execute({ text: needVersions, values });
  await moveRows(writer, 'need', [...moves.need.values()]);
  await writer.execute({ text: needs, values });
}

/** The row stays: values of earlier knowledge still rest on it. */
async function withdrawNeeds(writer: Writer, keys: Changes['withdrawnNeeds'], at: Date): Promise<void> {
  if (keys.length === 0) return;
  await writer.execute({
    text: `update core.need n set withdrawn_at = $3 from unnest($1::bigint[], $2::uuid[]) as k (customer_id, id)
      where n.customer_id = k.customer_id and n.id = k.id and n.withdrawn_at is null`,
    values: [keys.map((key) => key.customerId), keys.map((key) => key.id), at],
  });
}
