-- Generated; `npm run golden` refreshes it.
-- What bench/operations/list.graphql becomes.

select
'{"customers":' || (
  select
  '{"pageInfo":{"hasNextPage":' || (count(*) > $1::integer)::text ||
  ',"endCursor":' || coalesce('"' || translate(encode(convert_to((array_agg('["Query.customers:NAME_ASC",' || to_json(row1."~0")::text || ',' || '"' || row1."~1" || '"' || ']') filter (where row1."~n" <= $1::integer))[(count(*) filter (where row1."~n" <= $1::integer))::integer], 'UTF8'), 'base64'), E'+/=\n', '-_') || '"', 'null') || '},"nodes":[' || coalesce(string_agg(
  '{"id":"' || replace(encode(textsend('Customer:' || row1.id), 'base64'), '=', '') || '","kind":"' || upper(row1.kind collate "C") || '","displayName":' || to_json(row1.display_name)::text ||
  ',"segment":' || coalesce(to_json(row1.segment)::text, 'null') ||
  ',"professional":' || case when row1.kind::text in ('professional') then
  '{"specialty":' || coalesce(to_json(row1.specialty)::text, 'null') || '}' else 'null' end ||
  ',"territory":' || coalesce((
    select
    '{"name":' || to_json(row2.name)::text || '}'
    from core.territory row2
    where row2.id = row1.territory_id
  ), 'null') ||
  ',"relationships":' || (
    select
    '{"nodes":[' || coalesce(string_agg(
    '{"role":' || to_json(row3.role)::text ||
    ',"teamMember":' || coalesce((
      select
      '{"name":' || to_json(row4.name)::text || '}'
      from core.team_member row4
      where row4.id = row3.team_member_id
    ), 'null') ||
    ',"brand":' || coalesce((
      select
      '{"name":' || to_json(row5.name)::text || '}'
      from core.brand row5
      where row5.id = row3.brand_id
    ), 'null') || '}', ','), '') || ']}'
    from (
      select t.role, t.team_member_id, t.brand_id
      from core.relationship t
      where t.customer_id = row1.id
      order by coalesce(t.since, '0001-01-01'::date) desc, t.id desc
      limit $2::integer
    ) row3
  ) ||
  ',"timeline":' || (
    select
    '{"nodes":[' || coalesce(string_agg(
    '{"id":"' || replace(replace(encode(textsend('Interaction:' || row6.customer_id || ':' || row6.id), 'base64'), '=', ''), E'\n', '') || '","type":' || to_json(row6.type)::text ||
    ',"channel":' || to_json(row6.channel)::text ||
    ',"occurredAt":' || to_char(row6.occurred_at, '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""') ||
    ',"brand":' || coalesce((
      select
      '{"name":' || to_json(row7.name)::text || '}'
      from core.brand row7
      where row7.id = row6.brand_id
    ), 'null') || case when row6.type = 'conference.attended' then
    ',"event":' || case coalesce(jsonb_typeof((row6.details -> 'event')), 'null') when 'string' then (row6.details -> 'event')::text when 'null' then 'null' else chr(1) end when row6.type in ('email.sent', 'email.delivered') then
    ',"subject":' || case coalesce(jsonb_typeof((row6.details -> 'subject')), 'null') when 'string' then (row6.details -> 'subject')::text when 'null' then 'null' else chr(1) end when row6.type in ('rep.visit_held', 'rep.remote_call_held') then
    ',"minutes":' || case coalesce(jsonb_typeof((row6.details -> 'minutes')), 'null') when 'number' then case when (row6.details -> 'minutes')::numeric between '0.0001' and '1e14' then (row6.details -> 'minutes')::float8::text when abs((row6.details -> 'minutes')::numeric) < 1e308 then chr(5) || (row6.details -> 'minutes') || chr(5) else chr(1) end when 'null' then 'null' else chr(1) end when row6.type = 'web.page_view' then
    ',"path":' || case coalesce(jsonb_typeof((row6.details -> 'path')), 'null') when 'string' then (row6.details -> 'path')::text when 'null' then 'null' else chr(1) end else '' end || '}', ','), '') || ']}'
    from (
      select t.type, t.details, t.customer_id, t.id, t.channel, t.occurred_at, t.brand_id
      from core.interaction t
      where t.customer_id = row1.id and (t.retracted_at is null)
      order by t.occurred_at desc, t.id desc
      limit $3::integer
    ) row6
  ) || '}', ',') filter (where row1."~n" <= $1::integer), '') || ']}'
  from (
    select t.id, t.kind, t.display_name, t.segment, t.specialty, t.territory_id, (lower(t.display_name))::text as "~0", (t.id)::text as "~1", row_number() over (order by lower(t.display_name) asc, t.id asc) as "~n"
    from core.customer t
    where (lower(t.display_name), t.id) > ($4::text, $5::bigint)
    order by lower(t.display_name) asc, t.id asc
    limit $1::integer + 1
  ) row1
) || '}' as data;
