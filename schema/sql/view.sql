-- Generated; `npm run golden` refreshes it.
-- What bench/operations/view.graphql becomes.

select
'{"customer":' || coalesce((
  select (
    select
    '{"id":"' || replace(encode(textsend('Customer:' || row1.id), 'base64'), '=', '') || '","kind":"' || upper(row1.kind collate "C") || '","status":"' || upper(row1.status collate "C") || '","displayName":' || to_json(row1.display_name)::text ||
    ',"segment":' || coalesce(to_json(row1.segment)::text, 'null') ||
    ',"country":' || coalesce(case when length(row1.country) = 2 and strpos($2, '|' || row1.country || '|') > 0 then '"' || row1.country || '"' when row1.country is not null then chr(1) end, 'null') ||
    ',"updatedAt":' || to_char(row1.updated_at, '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""') ||
    ',"professional":' || case when row1.kind::text in ('professional') then
    '{"credentials":' || coalesce(to_json(row1.credentials)::text, 'null') ||
    ',"specialty":' || coalesce(to_json(row1.specialty)::text, 'null') ||
    ',"specialtyCode":' || coalesce(to_json(row1.specialty_code)::text, 'null') ||
    ',"licences":' || (
      select case when count(*) > 500 then chr(1) else '[' || coalesce(string_agg(
      '{"number":' || to_json(row3.number)::text ||
      ',"region":' || coalesce(to_json(row3.region)::text, 'null') || '}', ','), '') || ']' end
      from (
        select t.number, t.region
        from core.customer_licence t
        where t.customer_id = row1.id
        order by t.source asc, t.ordinal asc
        limit 501
      ) row3
    ) || '}' else 'null' end ||
    ',"territory":' || coalesce((
      select
      '{"code":' || to_json(row4.code)::text ||
      ',"name":' || to_json(row4.name)::text ||
      ',"parent":' || coalesce((
        select
        '{"code":' || to_json(row5.code)::text ||
        ',"name":' || to_json(row5.name)::text || '}'
        from core.territory row5
        where row5.id = row4.parent_id
      ), 'null') || '}'
      from core.territory row4
      where row4.id = row1.territory_id
    ), 'null') ||
    ',"identifiers":' || (
      select case when count(*) > 500 then chr(1) else '[' || coalesce(string_agg(
      '{"system":' || to_json(row6.system)::text ||
      ',"value":' || to_json(row6.value)::text || '}', ','), '') || ']' end
      from (
        select t.system, t.value
        from core.customer_identifier t
        where t.customer_id = row1.id
        order by t.system asc, t.value asc
        limit 501
      ) row6
    ) ||
    ',"contactPoints":' || (
      select case when count(*) > 500 then chr(1) else '[' || coalesce(string_agg(
      '{"kind":"' || upper(row7.kind collate "C") || '","value":' || to_json(row7.value)::text ||
      ',"use":' || coalesce(to_json(row7.point_use)::text, 'null') || '}', ','), '') || ']' end
      from (
        select t.kind, t.value, t.point_use
        from core.contact_point t
        where t.customer_id = row1.id
        order by t.source asc, t.ordinal asc
        limit 501
      ) row7
    ) ||
    ',"addresses":' || (
      select case when count(*) > 500 then chr(1) else '[' || coalesce(string_agg(
      '{"use":"' || upper(row8.address_use collate "C") || '","lines":' || case when array_position(row8.lines, null) is null then to_json(row8.lines)::text else chr(1) end ||
      ',"city":' || coalesce(to_json(row8.city)::text, 'null') ||
      ',"region":' || coalesce(to_json(row8.region)::text, 'null') ||
      ',"postalCode":' || coalesce(to_json(row8.postal_code)::text, 'null') ||
      ',"country":' || coalesce(case when length(row8.country) = 2 and strpos($2, '|' || row8.country || '|') > 0 then '"' || row8.country || '"' when row8.country is not null then chr(1) end, 'null') || '}', ','), '') || ']' end
      from (
        select t.address_use, t.lines, t.city, t.region, t.postal_code, t.country
        from core.address t
        where t.customer_id = row1.id
        order by t.source asc, t.ordinal asc
        limit 501
      ) row8
    ) ||
    ',"closedChannels":' || (
      select case when count(*) > 500 then chr(1) else '[' || coalesce(string_agg(
      '{"channel":' || to_json(row9.channel)::text ||
      ',"closedAt":' || to_char(row9.closed_at, '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""') ||
      ',"reason":' || to_json(row9.reason)::text || '}', ','), '') || ']' end
      from (
        select t.channel, t.closed_at, t.reason
        from core.channel_closure t
        where t.customer_id = row1.id
        order by t.channel asc
        limit 501
      ) row9
    ) ||
    ',"relationshipValue":' || case when row1.kind in ('consumer') then 'null' else coalesce((
      select
      '{"value":' || case when row10.rvi between '0.0001' and '1e14' or row10.rvi = 0 then abs(row10.rvi)::text else chr(5) || row10.rvi || chr(5) end ||
      ',"grade":"' || upper(row10.grade collate "C") || '","computedAt":' || to_char(row10.computed_at, '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""') ||
      ',"components":[{"id":"ENGAGEMENT","value":' || case when row10.engagement between '0.0001' and '1e14' or row10.engagement = 0 then abs(row10.engagement)::text else chr(5) || row10.engagement || chr(5) end || '},{"id":"RECIPROCITY","value":' || case when row10.reciprocity between '0.0001' and '1e14' or row10.reciprocity = 0 then abs(row10.reciprocity)::text else chr(5) || row10.reciprocity || chr(5) end || '},{"id":"SERVICE","value":' || case when row10.service between '0.0001' and '1e14' or row10.service = 0 then abs(row10.service)::text else chr(5) || row10.service || chr(5) end || '},{"id":"DURABILITY","value":' || case when row10.durability between '0.0001' and '1e14' or row10.durability = 0 then abs(row10.durability)::text else chr(5) || row10.durability || chr(5) end || '},{"id":"MONEY","value":' || case when row10.money between '0.0001' and '1e14' or row10.money = 0 then abs(row10.money)::text else chr(5) || row10.money || chr(5) end || '}]}'
      from (
        select t.rvi, t.grade, t.computed_at, t.engagement, t.reciprocity, t.service, t.durability, t.money, t.customer_id
        from core.customer_value t
        where t.customer_id = row1.id and (t.model_hash = $3::text and not t.dirty)
      ) row10
    ), chr(2) || '0:' || row1.id::text || chr(2)) end ||
    ',"rep":{"visitsHeld":' || row2."rep.visitsHeld"::integer::text ||
    ',"remoteCallsHeld":' || row2."rep.remoteCallsHeld"::integer::text ||
    ',"minutes":' || case when row2."rep.minutes" between '0.0001' and '1e14' or row2."rep.minutes" = 0 then abs(row2."rep.minutes")::text else chr(5) || row2."rep.minutes" || chr(5) end ||
    ',"samplesLeft":' || case when row2."rep.samplesLeft" between -2147483648 and 2147483647 and row2."rep.samplesLeft" = trunc(row2."rep.samplesLeft") then row2."rep.samplesLeft"::integer::text else chr(1) end ||
    ',"lastConversationAt":' || coalesce(to_char(row2."rep.lastConversationAt", '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'), 'null') || '},"email":{"sent":' || row2."email.sent"::integer::text ||
    ',"opened":' || row2."email.opened"::integer::text ||
    ',"clicks":' || row2."email.clicks"::integer::text ||
    ',"openRate":' || coalesce(case when row2."email.openRate" between '0.0001' and '1e14' or row2."email.openRate" = 0 then abs(row2."email.openRate")::text else chr(5) || row2."email.openRate" || chr(5) end, 'null') ||
    ',"lastOpenedAt":' || coalesce(to_char(row2."email.lastOpenedAt", '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'), 'null') || '},"web":{"pageViews":' || row2."web.pageViews"::integer::text ||
    ',"downloads":' || row2."web.downloads"::integer::text ||
    ',"lastSeenAt":' || coalesce(to_char(row2."web.lastSeenAt", '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'), 'null') || '},"conference":{"eventsAttended":' || row2."conference.eventsAttended"::integer::text ||
    ',"hoursAttended":' || case when row2."conference.hoursAttended" between '0.0001' and '1e14' or row2."conference.hoursAttended" = 0 then abs(row2."conference.hoursAttended")::text else chr(5) || row2."conference.hoursAttended" || chr(5) end ||
    ',"lastAttendedAt":' || coalesce(to_char(row2."conference.lastAttendedAt", '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""'), 'null') || '},"relationships":' || (
      select
      '{"nodes":[' || coalesce(string_agg(
      '{"id":"' || replace(replace(encode(textsend('Relationship:' || row11.customer_id || ':' || row11.id), 'base64'), '=', ''), E'\n', '') || '","role":' || to_json(row11.role)::text ||
      ',"since":' || coalesce(to_json(row11.since)::text, 'null') ||
      ',"until":' || coalesce(to_json(row11.until)::text, 'null') ||
      ',"teamMember":' || coalesce((
        select
        '{"name":' || to_json(row12.name)::text ||
        ',"role":' || to_json(row12.role)::text ||
        ',"territory":' || coalesce((
          select
          '{"name":' || to_json(row13.name)::text || '}'
          from core.territory row13
          where row13.id = row12.territory_id
        ), 'null') || '}'
        from core.team_member row12
        where row12.id = row11.team_member_id
      ), 'null') ||
      ',"brand":' || coalesce((
        select
        '{"code":' || to_json(row14.code)::text ||
        ',"name":' || to_json(row14.name)::text || '}'
        from core.brand row14
        where row14.id = row11.brand_id
      ), 'null') || '}', ','), '') || ']}'
      from (
        select t.customer_id, t.id, t.role, t.since, t.until, t.team_member_id, t.brand_id
        from core.relationship t
        where t.customer_id = row1.id
        order by coalesce(t.since, '0001-01-01'::date) desc, t.id desc
        limit $4::integer
      ) row11
    ) ||
    ',"affiliations":' || (
      select
      '{"nodes":[' || coalesce(string_agg(
      '{"role":' || coalesce(to_json(row15.role)::text, chr(1)) ||
      ',"side":' || coalesce(case row15.side when 'from' then '"FROM"' when 'to' then '"TO"' else case when row15.side is not null then chr(1) end end, chr(1)) ||
      ',"since":' || coalesce(case when row15.since between '0001-01-01' and '9999-12-31' then to_json(row15.since)::text when row15.since is not null then chr(1) end, 'null') ||
      ',"other":' || coalesce((
        select
        '{"id":"' || replace(encode(textsend('Customer:' || row16.id), 'base64'), '=', '') || '","displayName":' || to_json(row16.display_name)::text ||
        ',"kind":"' || upper(row16.kind collate "C") || '"}'
        from core.customer row16
        where row16.id = row15.other_customer_id
      ), chr(1)) || '}', ','), '') || ']}'
      from (
        select t.role, t.side, t.since, t.other_customer_id
        from core.affiliation_side t
        where t.customer_id = row1.id
        order by coalesce(t.since, '0001-01-01'::date) desc, t.id desc
        limit $5::integer
      ) row15
    ) ||
    ',"needs":' || (
      select
      '{"nodes":[' || coalesce(string_agg(
      '{"id":"' || replace(replace(encode(textsend('Need:' || row17.customer_id || ':' || row17.id), 'base64'), '=', ''), E'\n', '') || '","kind":"' || upper(row17.kind collate "C") || '","topic":' || to_json(row17.topic)::text ||
      ',"raisedAt":' || to_char(row17.raised_at, '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""') ||
      ',"brand":' || coalesce((
        select
        '{"name":' || to_json(row18.name)::text || '}'
        from core.brand row18
        where row18.id = row17.brand_id
      ), 'null') || '}', ','), '') || ']}'
      from (
        select t.customer_id, t.id, t.kind, t.topic, t.raised_at, t.brand_id
        from core.need t
        where t.customer_id = row1.id and (t.withdrawn_at is null) and ((t.answered_at is null) = $7::boolean)
        order by t.raised_at desc, t.id desc
        limit $6::integer
      ) row17
    ) ||
    ',"timeline":' || (
      select
      '{"pageInfo":{"hasNextPage":' || (count(*) > $8::integer)::text ||
      ',"endCursor":' || coalesce('"' || translate(encode(convert_to((array_agg('["Customer.timeline:LATEST_FIRST",' || '"' || row19."~0" || '"' || ',' || '"' || row19."~1" || '"' || ']') filter (where row19."~n" <= $8::integer))[(count(*) filter (where row19."~n" <= $8::integer))::integer], 'UTF8'), 'base64'), E'+/=\n', '-_') || '"', 'null') || '},"nodes":[' || coalesce(string_agg(
      '{"__typename":"' || coalesce(
      '{"conference.registered":"ConferenceRegistration","conference.attended":"ConferenceAttendance","conference.session_attended":"ConferenceSession","conference.booth_visited":"ConferenceBoothVisit","conference.badge_scanned":"ConferenceBadgeScan","conference.business_card_given":"ConferenceBusinessCard","conference.spoke":"ConferenceTalk","email.sent":"EmailMessage","email.delivered":"EmailMessage","email.bounced":"EmailFailure","email.dropped":"EmailFailure","email.opened":"EmailOpen","email.clicked":"EmailClick","email.replied":"EmailReply","email.unsubscribed":"EmailPreference","email.resubscribed":"EmailPreference","email.marked_as_spam":"EmailPreference","rep.visit_held":"RepVisit","rep.remote_call_held":"RepVisit","rep.visit_planned":"RepPlannedVisit","rep.visit_declined":"RepDeclinedVisit","rep.question_asked":"RepQuestion","rep.sample_requested":"RepSampleRequest","rep.sample_left":"RepSampleDelivery","rep.material_shown":"RepMaterial","web.page_view":"WebPageView","web.download":"WebDownload","web.enquiry":"WebEnquiry","web.video_watched":"WebVideo","web.elearning_passed":"WebElearning","web.search":"WebSearch","web.webinar_registered":"WebWebinarRegistration","web.webinar_attended":"WebWebinarAttendance"}'::jsonb ->> row19.type, 'UnknownInteraction') || '","id":"' || replace(replace(encode(textsend('Interaction:' || row19.customer_id || ':' || row19.id), 'base64'), '=', ''), E'\n', '') || '","type":' || to_json(row19.type)::text ||
      ',"channel":' || to_json(row19.channel)::text ||
      ',"direction":"' || upper(row19.direction collate "C") || '","occurredAt":' || to_char(row19.occurred_at, '"\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\""') ||
      ',"brand":' || coalesce((
        select
        '{"name":' || to_json(row21.name)::text || '}'
        from core.brand row21
        where row21.id = row19.brand_id
      ), 'null') ||
      ',"actor":' || coalesce((
        select
        '{"name":' || to_json(row22.name)::text || '}'
        from core.team_member row22
        where row22.id = row19.actor_id
      ), 'null') ||
      ',"touchCost":' || case when row19.touch_cost_minor is null or row19.touch_cost_currency is null then 'null' else
      '{"minorUnits":' || case when row19.touch_cost_minor between -9007199254740991 and 9007199254740991 then row19.touch_cost_minor::text else chr(1) end ||
      ',"currency":' || case when length(row19.touch_cost_currency) = 3 and strpos($9, '|' || row19.touch_cost_currency || '|') > 0 then '"' || row19.touch_cost_currency || '"' else chr(1) end || '}' end || case when row19.type = 'conference.attended' then
      ',"event":' || case coalesce(jsonb_typeof((row19.details -> 'event')), 'null') when 'string' then (row19.details -> 'event')::text when 'null' then 'null' else chr(1) end ||
      ',"hours":' || case coalesce(jsonb_typeof((row19.details -> 'hours')), 'null') when 'number' then case when (row19.details -> 'hours')::numeric between '0.0001' and '1e14' then (row19.details -> 'hours')::float8::text when abs((row19.details -> 'hours')::numeric) < 1e308 then chr(5) || (row19.details -> 'hours') || chr(5) else chr(1) end when 'null' then 'null' else chr(1) end when row19.type = 'conference.session_attended' then
      ',"event":' || case coalesce(jsonb_typeof((row19.details -> 'event')), 'null') when 'string' then (row19.details -> 'event')::text when 'null' then 'null' else chr(1) end ||
      ',"session":' || case jsonb_typeof((row19.details -> 'session')) when 'string' then (row19.details -> 'session')::text else chr(1) end when row19.type in ('email.sent', 'email.delivered') then
      ',"subject":' || case coalesce(jsonb_typeof((row19.details -> 'subject')), 'null') when 'string' then (row19.details -> 'subject')::text when 'null' then 'null' else chr(1) end ||
      ',"campaign":' || case coalesce(jsonb_typeof((row19.details -> 'campaign')), 'null') when 'string' then (row19.details -> 'campaign')::text when 'null' then 'null' else chr(1) end when row19.type = 'email.clicked' then
      ',"url":' || case jsonb_typeof((row19.details -> 'url')) when 'string' then (row19.details -> 'url')::text else chr(1) end when row19.type in ('rep.visit_held', 'rep.remote_call_held') then
      ',"callType":' || case jsonb_typeof((row19.details -> 'callType')) when 'string' then case ((row19.details -> 'callType') #>> '{}') when 'face_to_face' then '"FACE_TO_FACE"' when 'group' then '"GROUP"' when 'meal' then '"MEAL"' when 'phone' then '"PHONE"' when 'video' then '"VIDEO"' when 'chat' then '"CHAT"' else chr(1) end else chr(1) end ||
      ',"minutes":' || case coalesce(jsonb_typeof((row19.details -> 'minutes')), 'null') when 'number' then case when (row19.details -> 'minutes')::numeric between '0.0001' and '1e14' then (row19.details -> 'minutes')::float8::text when abs((row19.details -> 'minutes')::numeric) < 1e308 then chr(5) || (row19.details -> 'minutes') || chr(5) else chr(1) end when 'null' then 'null' else chr(1) end ||
      ',"topics":' || case coalesce(jsonb_typeof((row19.details -> 'topics')), 'null') when 'array' then (
        select '[' || coalesce(string_agg(case jsonb_typeof(row20.value) when 'string' then row20.value::text else chr(1) end, ',' order by row20.number), '') || ']'
        from jsonb_array_elements((row19.details -> 'topics')) with ordinality as row20(value, number)
      ) when 'null' then 'null' else chr(1) end when row19.type = 'rep.question_asked' then
      ',"question":' || case jsonb_typeof((row19.details -> 'question')) when 'string' then (row19.details -> 'question')::text else chr(1) end ||
      ',"answered":' || case coalesce(jsonb_typeof((row19.details -> 'answered')), 'null') when 'boolean' then (row19.details -> 'answered')::text when 'null' then 'null' else chr(1) end when row19.type = 'web.page_view' then
      ',"path":' || case coalesce(jsonb_typeof((row19.details -> 'path')), 'null') when 'string' then (row19.details -> 'path')::text when 'null' then 'null' else chr(1) end ||
      ',"title":' || case coalesce(jsonb_typeof((row19.details -> 'title')), 'null') when 'string' then (row19.details -> 'title')::text when 'null' then 'null' else chr(1) end when row19.type = 'web.download' then
      ',"file":' || case jsonb_typeof((row19.details -> 'file')) when 'string' then (row19.details -> 'file')::text else chr(1) end else '' end || '}', ',') filter (where row19."~n" <= $8::integer), '') || ']}'
      from (
        select t.type, t.details, t.customer_id, t.id, t.channel, t.direction, t.occurred_at, t.brand_id, t.actor_id, t.touch_cost_minor, t.touch_cost_currency, (t.occurred_at)::text as "~0", (t.id)::text as "~1", row_number() over (order by t.occurred_at desc, t.id desc) as "~n"
        from core.interaction t
        where t.customer_id = row1.id and (t.retracted_at is null)
        order by t.occurred_at desc, t.id desc
        limit $8::integer + 1
      ) row19
    ) || '}'
    from (
      select coalesce(sum(t.count) filter (where t.type = 'rep.visit_held'), 0) as "rep.visitsHeld", coalesce(sum(t.count) filter (where t.type = 'rep.remote_call_held'), 0) as "rep.remoteCallsHeld", coalesce(sum((t.details ->> 'minutes'::text)::numeric * t.count) filter (where t.type in ('rep.visit_held', 'rep.remote_call_held') and jsonb_typeof(t.details -> 'minutes'::text) = 'number'), 0)::float8 as "rep.minutes", coalesce(sum((t.details ->> 'quantity'::text)::numeric * t.count) filter (where t.type = 'rep.sample_left' and jsonb_typeof(t.details -> 'quantity'::text) = 'number'), 0)::float8 as "rep.samplesLeft", max(t.occurred_at) filter (where t.type in ('rep.visit_held', 'rep.remote_call_held')) as "rep.lastConversationAt", coalesce(sum(t.count) filter (where t.type = 'email.sent'), 0) as "email.sent", count(distinct t.details ->> 'messageId'::text) filter (where t.type = 'email.opened') as "email.opened", coalesce(sum(t.count) filter (where t.type = 'email.clicked'), 0) as "email.clicks", case when count(distinct t.details ->> 'messageId'::text) filter (where t.type in ('email.delivered', 'email.opened', 'email.clicked')) > 0 then least(count(distinct t.details ->> 'messageId'::text) filter (where t.type = 'email.opened')::float8 / count(distinct t.details ->> 'messageId'::text) filter (where t.type in ('email.delivered', 'email.opened', 'email.clicked')), 1) end as "email.openRate", max(t.occurred_at) filter (where t.type = 'email.opened') as "email.lastOpenedAt", coalesce(sum(t.count) filter (where t.type = 'web.page_view'), 0) as "web.pageViews", coalesce(sum(t.count) filter (where t.type = 'web.download'), 0) as "web.downloads", max(t.occurred_at) filter (where t.type in ('web.page_view', 'web.download', 'web.enquiry', 'web.video_watched', 'web.elearning_passed', 'web.search', 'web.webinar_registered', 'web.webinar_attended')) as "web.lastSeenAt", count(distinct t.details ->> 'event'::text) filter (where t.type = 'conference.attended') as "conference.eventsAttended", coalesce(sum((t.details ->> 'hours'::text)::numeric * t.count) filter (where t.type = 'conference.attended' and jsonb_typeof(t.details -> 'hours'::text) = 'number'), 0)::float8 as "conference.hoursAttended", max(t.occurred_at) filter (where t.type = 'conference.attended') as "conference.lastAttendedAt"
      from core.interaction t
      where t.customer_id = row1.id and t.retracted_at is null and t.filtered_code is null and t.type in ('rep.visit_held', 'rep.remote_call_held', 'rep.sample_left', 'email.sent', 'email.opened', 'email.clicked', 'email.delivered', 'web.page_view', 'web.download', 'web.enquiry', 'web.video_watched', 'web.elearning_passed', 'web.search', 'web.webinar_registered', 'web.webinar_attended', 'conference.attended')
    ) row2
  )
  from core.customer row1
  where row1.id = $1::bigint
), 'null') || '}' as data;
