-- Generated; `npm run golden` refreshes it.
-- Tables, views, indexes, constraints and grants after all migrations.

create schema bi;

create view bi.customer as
SELECT c.id AS customer_id,
    c.kind,
    c.status,
    c.specialty,
    c.segment,
    t.code AS territory,
    t.name AS territory_name,
    c.country,
    v.rvi AS relationship_value,
    v.grade,
    v.engagement,
    v.reciprocity,
    v.service,
    v.durability,
    v.money AS money_index,
    v.model_hash AS value_model,
    v.computed_at AS value_computed_at,
    v.dirty AS value_is_outdated
   FROM core.customer c
     LEFT JOIN core.territory t ON t.id = c.territory_id
     LEFT JOIN core.customer_value v ON v.customer_id = c.id AND c.kind <> 'consumer'::text;
comment on view bi.customer is 'Customers without names and contact data: what they are, where they belong, what the relationship is worth. Consumers have no value.';
grant select on bi.customer to rapport_bi;

create view bi.interaction_facts as
SELECT r.customer_id,
    r.month,
    r.channel,
    r.type,
    b.code AS brand,
    t.code AS territory,
    c.segment,
    NULLIF(r.cost_currency, ''::text) AS cost_currency,
    r.interactions AS contacts,
    r.cost_minor
   FROM core.rollup_customer_month r
     JOIN core.customer c ON c.id = r.customer_id
     LEFT JOIN core.brand b ON b.id = r.brand_id
     LEFT JOIN core.territory t ON t.id = c.territory_id;
comment on view bi.interaction_facts is 'Contacts per customer and month, for any grouping with exact distinct customers.';
grant select on bi.interaction_facts to rapport_bi;

create view bi.interaction_metrics as
SELECT r.month,
    r.channel,
    r.type,
    b.code AS brand,
    t.code AS territory,
    c.segment,
    NULLIF(r.cost_currency, ''::text) AS cost_currency,
    sum(r.interactions) AS contacts,
    count(DISTINCT r.customer_id) AS distinct_customers,
    sum(r.cost_minor)::bigint AS cost_minor
   FROM core.rollup_customer_month r
     JOIN core.customer c ON c.id = r.customer_id
     LEFT JOIN core.brand b ON b.id = r.brand_id
     LEFT JOIN core.territory t ON t.id = c.territory_id
  GROUP BY r.month, r.channel, r.type, b.code, t.code, c.segment, (NULLIF(r.cost_currency, ''::text));
comment on view bi.interaction_metrics is 'Contacts at the finest grain. Distinct customers of a coarser grain are not the sum: count them in interaction_facts.';
grant select on bi.interaction_metrics to rapport_bi;

create view bi.measure_metrics as
SELECT r.measure,
    r.month,
    r.channel,
    r.type,
    b.code AS brand,
    t.code AS territory,
    c.segment,
    trim_scale(sum(r.value)) AS value,
    count(DISTINCT r.customer_id) AS distinct_customers
   FROM core.measure_month r
     JOIN core.customer c ON c.id = r.customer_id
     LEFT JOIN core.brand b ON b.id = r.brand_id
     LEFT JOIN core.territory t ON t.id = c.territory_id
  GROUP BY r.measure, r.month, r.channel, r.type, b.code, t.code, c.segment;
comment on view bi.measure_metrics is 'Figures that plugins declare, at the finest grain.';
grant select on bi.measure_metrics to rapport_bi;

grant usage on schema bi to rapport_bi;

create schema core;

create table core.address (
  customer_id bigint not null,
  source text not null,
  ordinal integer not null,
  address_use text not null,
  lines text[] not null,
  city text,
  region text,
  postal_code text,
  country text,
  constraint address_pkey PRIMARY KEY (customer_id, source, ordinal),
  constraint address_address_use_check CHECK (address_use = ANY (ARRAY['practice'::text, 'mailing'::text, 'home'::text])),
  constraint address_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
comment on table core.address is 'distributed by customer_id';

create table core.adoption_evidence (
  customer_id bigint not null,
  brand_id integer not null,
  event_id uuid not null,
  ordinal smallint not null,
  evidence text not null,
  stage smallint not null,
  points double precision not null,
  confirming boolean not null,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  retracted_at timestamp(3) with time zone,
  constraint adoption_evidence_pkey PRIMARY KEY (customer_id, brand_id, event_id, ordinal),
  constraint adoption_evidence_stage_check CHECK (stage >= 1 AND stage <= 4)
);
comment on table core.adoption_evidence is 'distributed by customer_id';

create table core.affiliation (
  customer_id bigint not null,
  id uuid not null,
  other_customer_id bigint not null,
  role text not null,
  since date,
  until date,
  source text not null,
  source_key text not null,
  constraint affiliation_pkey PRIMARY KEY (customer_id, id),
  constraint affiliation_check CHECK (customer_id <> other_customer_id),
  constraint affiliation_check1 CHECK (until >= since),
  constraint affiliation_since_representable CHECK (since >= '0001-01-01'::date AND since <= '9999-12-31'::date),
  constraint affiliation_until_representable CHECK (until >= '0001-01-01'::date AND until <= '9999-12-31'::date),
  constraint affiliation_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE,
  constraint affiliation_other_customer_id_fkey FOREIGN KEY (other_customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
CREATE INDEX affiliation_of_other ON core.affiliation USING btree (other_customer_id);
comment on table core.affiliation is 'distributed by customer_id';

create view core.affiliation_side as
SELECT affiliation.customer_id,
    affiliation.id,
    affiliation.other_customer_id,
    'from'::text AS side,
    affiliation.role,
    affiliation.since,
    affiliation.until,
    affiliation.source,
    affiliation.source_key
   FROM core.affiliation
UNION ALL
 SELECT affiliation.other_customer_id AS customer_id,
    affiliation.id,
    affiliation.customer_id AS other_customer_id,
    'to'::text AS side,
    affiliation.role,
    affiliation.since,
    affiliation.until,
    affiliation.source,
    affiliation.source_key
   FROM core.affiliation;

create table core.bi_reader (
  role_name text not null,
  territories text[],
  countries text[],
  brands text[],
  constraint bi_reader_pkey PRIMARY KEY (role_name)
);
alter table core.bi_reader enable row level security;
create policy bi_rows on core.bi_reader for select to public using ((role_name = CURRENT_USER));
comment on table core.bi_reader is 'reference';

create table core.brand (
  id integer not null generated always as identity,
  code text not null,
  name text not null,
  constraint brand_pkey PRIMARY KEY (id),
  constraint brand_code_key UNIQUE (code),
  constraint brand_code_check CHECK (code <> ''::text)
);
comment on table core.brand is 'reference';

create table core.bucket (
  customer_id bigint not null,
  signal text not null,
  half_life smallint not null,
  epoch integer not null,
  brand_id integer not null default 0,
  actor_id integer not null default 0,
  q30 numeric not null,
  mass30 numeric not null default 0,
  n integer not null,
  constraint bucket_pkey PRIMARY KEY (customer_id, signal, half_life, epoch, brand_id, actor_id)
);
comment on table core.bucket is 'distributed by customer_id';

create table core.channel_closure (
  customer_id bigint not null,
  channel text not null,
  closed_at timestamp(3) with time zone not null,
  reason text not null,
  constraint channel_closure_pkey PRIMARY KEY (customer_id, channel),
  constraint channel_closure_closed_at_representable CHECK (closed_at >= '0001-01-01 00:00:00+00'::timestamp with time zone AND closed_at < '10000-01-01 00:00:00+00'::timestamp with time zone),
  constraint channel_closure_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
comment on table core.channel_closure is 'distributed by customer_id';

create table core.consent (
  customer_id bigint not null,
  id uuid not null,
  state text not null,
  channel text,
  purpose text,
  brand_id integer,
  proof_how text not null,
  proof_where text,
  wording text,
  valid_from timestamp(3) with time zone not null,
  valid_until timestamp(3) with time zone,
  recorded_at timestamp(3) with time zone not null,
  retracted_at timestamp(3) with time zone,
  source text not null,
  source_key text not null,
  revision integer not null,
  constraint consent_pkey PRIMARY KEY (customer_id, id),
  constraint consent_check CHECK (valid_until > valid_from),
  constraint consent_state_check CHECK (state = ANY (ARRAY['granted'::text, 'withdrawn'::text])),
  constraint consent_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES core.brand(id),
  constraint consent_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
CREATE TRIGGER keep_consent BEFORE UPDATE ON core.consent FOR EACH ROW EXECUTE FUNCTION core.keep_consent();
comment on table core.consent is 'distributed by customer_id';

create view core.consent_event as
SELECT consent.customer_id,
    consent.id,
    consent.state,
    consent.channel,
    consent.purpose,
    consent.brand_id,
    consent.proof_how,
    consent.proof_where,
    consent.wording,
    consent.valid_from,
    consent.valid_until,
    consent.recorded_at,
    consent.retracted_at,
    consent.source,
    consent.source_key
   FROM core.consent
UNION ALL
 SELECT interaction.customer_id,
    interaction.id,
        CASE interaction.channel_permission
            WHEN 'close'::text THEN 'withdrawn'::text
            ELSE 'granted'::text
        END AS state,
    interaction.channel,
    NULL::text AS purpose,
    NULL::integer AS brand_id,
    interaction.type AS proof_how,
    NULL::text AS proof_where,
    NULL::text AS wording,
    interaction.occurred_at AS valid_from,
    NULL::timestamp with time zone AS valid_until,
    interaction.recorded_at,
    interaction.retracted_at,
    interaction.source,
    interaction.source_key
   FROM core.interaction
  WHERE interaction.channel_permission IS NOT NULL;

create table core.consistency_incident (
  customer_id bigint not null,
  id uuid not null,
  found_at timestamp(3) with time zone not null,
  what text not null,
  signal text not null,
  subject text not null,
  expected text,
  found text,
  constraint consistency_incident_pkey PRIMARY KEY (customer_id, id),
  constraint consistency_incident_what_check CHECK (what = ANY (ARRAY['interaction'::text, 'contribution'::text, 'bucket'::text])),
  constraint consistency_incident_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
CREATE INDEX consistency_incident_latest ON core.consistency_incident USING btree (found_at DESC, id DESC);
comment on table core.consistency_incident is 'distributed by customer_id';

create table core.contact_group (
  id bigint not null generated always as identity,
  breakdown text not null,
  month date not null,
  channel text not null,
  type text not null,
  brand_id integer not null,
  cost_currency text not null,
  segment text,
  territory_id integer,
  entries bigint not null,
  interactions bigint not null,
  cost_minor bigint not null,
  customers bigint not null,
  constraint contact_group_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX contact_group_key ON core.contact_group USING btree (breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id) NULLS NOT DISTINCT;
CREATE TRIGGER contact_group_turns_on_delete AFTER DELETE ON core.contact_group REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_turn();
CREATE TRIGGER contact_group_turns_on_insert AFTER INSERT ON core.contact_group REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_turn();
CREATE TRIGGER contact_group_turns_on_truncate AFTER TRUNCATE ON core.contact_group FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_turn();
CREATE TRIGGER contact_group_turns_on_update AFTER UPDATE ON core.contact_group REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_turn();
comment on table core.contact_group is 'local';

create table core.contact_group_change (
  id bigint not null generated always as identity,
  breakdown text not null,
  month date not null,
  channel text not null,
  type text not null,
  brand_id integer not null,
  cost_currency text not null,
  segment text,
  territory_id integer,
  entries bigint not null,
  interactions bigint not null,
  cost_minor bigint not null,
  customers bigint not null,
  constraint contact_group_change_pkey PRIMARY KEY (id)
);
CREATE TRIGGER contact_group_change_turns_on_delete AFTER DELETE ON core.contact_group_change REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_turn();
CREATE TRIGGER contact_group_change_turns_on_truncate AFTER TRUNCATE ON core.contact_group_change FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_turn();
CREATE TRIGGER contact_group_change_turns_on_update AFTER UPDATE ON core.contact_group_change REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_turn();
comment on table core.contact_group_change is 'local';

create view core.contact_group_state as
SELECT contact_group.breakdown,
    contact_group.month,
    contact_group.channel,
    contact_group.type,
    contact_group.brand_id,
    contact_group.cost_currency,
    contact_group.segment,
    contact_group.territory_id,
    contact_group.entries,
    contact_group.interactions,
    contact_group.cost_minor,
    contact_group.customers
   FROM core.contact_group
UNION ALL
 SELECT contact_group_change.breakdown,
    contact_group_change.month,
    contact_group_change.channel,
    contact_group_change.type,
    contact_group_change.brand_id,
    contact_group_change.cost_currency,
    contact_group_change.segment,
    contact_group_change.territory_id,
    contact_group_change.entries,
    contact_group_change.interactions,
    contact_group_change.cost_minor,
    contact_group_change.customers
   FROM core.contact_group_change;

create table core.contact_group_version (
  only_one boolean not null,
  version uuid not null,
  constraint contact_group_version_pkey PRIMARY KEY (only_one),
  constraint contact_group_version_only_one_check CHECK (only_one)
);
comment on table core.contact_group_version is 'local';

create table core.contact_point (
  customer_id bigint not null,
  source text not null,
  ordinal integer not null,
  kind text not null,
  value text not null,
  point_use text,
  constraint contact_point_pkey PRIMARY KEY (customer_id, source, ordinal),
  constraint contact_point_kind_check CHECK (kind = ANY (ARRAY['phone'::text, 'fax'::text, 'email'::text, 'url'::text])),
  constraint contact_point_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
comment on table core.contact_point is 'distributed by customer_id';

create table core.content (
  id integer not null generated always as identity,
  code text not null,
  title text not null,
  brand_id integer,
  channel text,
  approved_from date,
  approved_until date,
  constraint content_pkey PRIMARY KEY (id),
  constraint content_code_key UNIQUE (code),
  constraint content_code_check CHECK (code <> ''::text),
  constraint content_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES core.brand(id)
);
comment on table core.content is 'reference';

create table core.contribution (
  customer_id bigint not null,
  event_id uuid not null,
  ordinal smallint not null,
  plugin text not null,
  plugin_version text not null,
  signal text not null,
  half_life smallint not null,
  epoch integer not null,
  brand_id integer not null default 0,
  actor_id integer not null default 0,
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  retracted_at timestamp(3) with time zone,
  amount double precision not null,
  q30 bigint not null,
  mass30 bigint not null default 0,
  evidence_path text,
  constraint contribution_pkey PRIMARY KEY (customer_id, occurred_at, event_id, ordinal)
);
CREATE INDEX contribution_history ON core.contribution USING btree (customer_id, occurred_at) WHERE (retracted_at IS NOT NULL);
comment on table core.contribution is 'distributed by customer_id';

create table core.count_measure (
  measure text not null,
  type text not null,
  constraint count_measure_pkey PRIMARY KEY (measure, type)
);
comment on table core.count_measure is 'reference';

create table core.customer (
  id bigint not null generated always as identity,
  kind text not null,
  status text not null default 'active'::text,
  status_reason text,
  status_since date,
  display_name text not null,
  given_name text,
  middle_name text,
  family_name text,
  name_prefix text,
  name_suffix text,
  sex text,
  credentials text,
  specialty text,
  specialty_code text,
  organization_name text,
  segment text,
  territory_id integer,
  country text,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint customer_pkey PRIMARY KEY (id),
  constraint customer_created_at_representable CHECK (created_at >= '0001-01-01 00:00:00+00'::timestamp with time zone AND created_at < '10000-01-01 00:00:00+00'::timestamp with time zone),
  constraint customer_kind_check CHECK (kind = ANY (ARRAY['professional'::text, 'organization'::text, 'consumer'::text, 'stakeholder'::text])),
  constraint customer_sex_check CHECK (sex = ANY (ARRAY['female'::text, 'male'::text, 'other'::text])),
  constraint customer_status_check CHECK (status = ANY (ARRAY['active'::text, 'inactive'::text])),
  constraint customer_updated_at_representable CHECK (updated_at >= '0001-01-01 00:00:00+00'::timestamp with time zone AND updated_at < '10000-01-01 00:00:00+00'::timestamp with time zone),
  constraint customer_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES core.territory(id)
);
CREATE INDEX customer_by_name ON core.customer USING btree (lower(display_name), id);
CREATE INDEX customer_by_name_part ON core.customer USING gin (lower(display_name) extensions.gin_trgm_ops);
CREATE INDEX customer_by_segment ON core.customer USING btree (segment, id);
CREATE INDEX customer_by_territory ON core.customer USING btree (territory_id, id);
CREATE INDEX customer_by_update ON core.customer USING btree (updated_at DESC, id DESC);
CREATE TRIGGER contact_groups_leave BEFORE DELETE ON core.customer FOR EACH ROW EXECUTE FUNCTION core.contact_groups_leave();
CREATE TRIGGER contact_groups_move AFTER UPDATE ON core.customer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_move();
CREATE TRIGGER remove_derived_rows AFTER DELETE ON core.customer FOR EACH ROW EXECUTE FUNCTION core.remove_derived_rows();
alter table core.customer enable row level security;
create policy bi_rows on core.customer for select to public using (((( SELECT ('*'::text = ANY (b.territories))
   FROM core.bi_reader b
  WHERE (b.role_name = CURRENT_USER)) OR (territory_id = ANY (ARRAY( WITH RECURSIVE area AS (
         SELECT t.id
           FROM core.territory t
          WHERE (t.code = ANY (( SELECT b.territories
                   FROM core.bi_reader b
                  WHERE (b.role_name = CURRENT_USER))::text[]))
        UNION
         SELECT t.id
           FROM (core.territory t
             JOIN area area_1 ON ((t.parent_id = area_1.id)))
        )
 SELECT area.id
   FROM area)))) AND (( SELECT ('*'::text = ANY (b.countries))
   FROM core.bi_reader b
  WHERE (b.role_name = CURRENT_USER)) OR (country = ANY (( SELECT b.countries
   FROM core.bi_reader b
  WHERE (b.role_name = CURRENT_USER))::text[]))) AND (kind <> 'consumer'::text)));
comment on table core.customer is 'distributed by id';

create table core.customer_identifier (
  system text not null,
  value text not null,
  customer_id bigint not null,
  recorded_at timestamp(3) with time zone not null,
  constraint customer_identifier_pkey PRIMARY KEY (system, value),
  constraint customer_identifier_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
CREATE INDEX customer_identifier_of_customer ON core.customer_identifier USING btree (customer_id, system, value);
comment on table core.customer_identifier is 'reference';

create table core.customer_licence (
  customer_id bigint not null,
  source text not null,
  ordinal integer not null,
  number text not null,
  region text,
  specialty_code text,
  constraint customer_licence_pkey PRIMARY KEY (customer_id, source, ordinal),
  constraint customer_licence_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
comment on table core.customer_licence is 'distributed by customer_id';

create table core.customer_other_name (
  customer_id bigint not null,
  source text not null,
  ordinal integer not null,
  name_use text not null,
  given_name text,
  middle_name text,
  family_name text,
  name_prefix text,
  name_suffix text,
  credentials text,
  organization_name text,
  constraint customer_other_name_pkey PRIMARY KEY (customer_id, source, ordinal),
  constraint customer_other_name_name_use_check CHECK (name_use = ANY (ARRAY['former'::text, 'professional'::text, 'other'::text])),
  constraint customer_other_name_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
comment on table core.customer_other_name is 'distributed by customer_id';

create table core.customer_value (
  customer_id bigint not null,
  engagement double precision not null default 0,
  reciprocity double precision not null default 0,
  service double precision not null default 0,
  durability double precision not null default 0,
  money double precision not null default 0,
  rvi double precision not null default 0,
  evidence_mass double precision not null default 0,
  grade text not null default 'D'::text,
  model_hash text not null,
  computed_at timestamp(3) with time zone not null,
  dirty boolean not null default false,
  bucket_shape text,
  constraint customer_value_pkey PRIMARY KEY (customer_id),
  constraint customer_value_computed_at_representable CHECK (computed_at >= '0001-01-01 00:00:00+00'::timestamp with time zone AND computed_at < '10000-01-01 00:00:00+00'::timestamp with time zone),
  constraint customer_value_durability_representable CHECK (durability > '-Infinity'::double precision AND durability < 'Infinity'::double precision),
  constraint customer_value_engagement_representable CHECK (engagement > '-Infinity'::double precision AND engagement < 'Infinity'::double precision),
  constraint customer_value_grade_check CHECK (grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text])),
  constraint customer_value_money_representable CHECK (money > '-Infinity'::double precision AND money < 'Infinity'::double precision),
  constraint customer_value_reciprocity_representable CHECK (reciprocity > '-Infinity'::double precision AND reciprocity < 'Infinity'::double precision),
  constraint customer_value_rvi_representable CHECK (rvi > '-Infinity'::double precision AND rvi < 'Infinity'::double precision),
  constraint customer_value_service_representable CHECK (service > '-Infinity'::double precision AND service < 'Infinity'::double precision),
  constraint customer_value_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE,
  constraint customer_value_model_hash_fkey FOREIGN KEY (model_hash) REFERENCES core.value_model(hash)
);
CREATE INDEX customer_value_dirty ON core.customer_value USING btree (customer_id) WHERE dirty;
CREATE INDEX customer_value_ranking ON core.customer_value USING btree (rvi DESC, customer_id DESC);
alter table core.customer_value enable row level security;
create policy bi_rows on core.customer_value for select to public using ((customer_id IN ( SELECT c.id
   FROM core.customer c)));
comment on table core.customer_value is 'distributed by customer_id';

create table core.directory_entry (
  subject text not null,
  team_member_id integer,
  roles text[],
  countries text[],
  brands text[],
  constraint directory_entry_pkey PRIMARY KEY (subject),
  constraint directory_entry_subject_check CHECK (subject <> ''::text),
  constraint directory_entry_team_member_id_fkey FOREIGN KEY (team_member_id) REFERENCES core.team_member(id) ON DELETE SET NULL
);
comment on table core.directory_entry is 'reference';

create table core.erasure (
  id uuid not null,
  customer_id bigint not null,
  ground text not null,
  requested_by text not null,
  erased_at timestamp(3) with time zone not null,
  held_areas text[] not null,
  constraint erasure_pkey PRIMARY KEY (id),
  constraint erasure_ground_check CHECK (ground = ANY (ARRAY['request'::text, 'objection'::text, 'retention'::text, 'unlawful'::text]))
);
CREATE INDEX erasure_latest ON core.erasure USING btree (erased_at DESC, id DESC);
comment on table core.erasure is 'reference';

create table core.erasure_mark (
  mark bytea not null,
  erasure_id uuid not null,
  key_id text not null,
  constraint erasure_mark_pkey PRIMARY KEY (mark),
  constraint erasure_mark_erasure_id_fkey FOREIGN KEY (erasure_id) REFERENCES core.erasure(id)
);
CREATE INDEX erasure_mark_of_erasure ON core.erasure_mark USING btree (erasure_id);
comment on table core.erasure_mark is 'reference';

create table core.erasure_receipt (
  erasure_id uuid not null,
  contributor text not null,
  document text not null,
  signature text not null,
  key_id text not null,
  constraint erasure_receipt_pkey PRIMARY KEY (erasure_id, contributor),
  constraint erasure_receipt_erasure_id_fkey FOREIGN KEY (erasure_id) REFERENCES core.erasure(id)
);
comment on table core.erasure_receipt is 'reference';

create table core.exchange_rate (
  currency text not null,
  day date not null,
  edition integer not null,
  units_per_base numeric not null,
  constraint exchange_rate_pkey PRIMARY KEY (currency, day, edition),
  constraint exchange_rate_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint exchange_rate_units_per_base_check CHECK (units_per_base > 0::numeric),
  constraint exchange_rate_edition_fkey FOREIGN KEY (edition) REFERENCES core.exchange_rate_edition(id)
);
comment on table core.exchange_rate is 'reference';

create table core.exchange_rate_edition (
  id integer not null,
  source text not null,
  base text not null,
  recorded_at timestamp(3) with time zone not null,
  hash text not null,
  constraint exchange_rate_edition_pkey PRIMARY KEY (id),
  constraint exchange_rate_edition_base_check CHECK (base ~ '^[A-Z]{3}$'::text),
  constraint exchange_rate_edition_id_check CHECK (id > 0)
);
comment on table core.exchange_rate_edition is 'reference';

create table core.hook_fixture (
  plugin text not null,
  version text not null,
  digest text not null,
  seen_at timestamp(3) with time zone not null,
  constraint hook_fixture_pkey PRIMARY KEY (plugin, version)
);
comment on table core.hook_fixture is 'reference';

create table core.idempotent_answer (
  key_digest bytea not null,
  request_digest bytea not null,
  answer bytea,
  customer_ids bigint[] not null,
  answered_at timestamp(3) with time zone not null,
  constraint idempotent_answer_pkey PRIMARY KEY (key_digest)
);
CREATE INDEX idempotent_answer_by_age ON core.idempotent_answer USING btree (answered_at);
comment on table core.idempotent_answer is 'local';

create table core.import_run (
  id uuid not null,
  importer text not null,
  file_name text not null,
  file_digest text not null,
  options jsonb not null,
  state text not null,
  items_done bigint not null default 0,
  accepted bigint not null default 0,
  repeated bigint not null default 0,
  corrected bigint not null default 0,
  rejected bigint not null default 0,
  waiting bigint not null default 0,
  filtered bigint not null default 0,
  started_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone,
  constraint import_run_pkey PRIMARY KEY (id),
  constraint import_run_state_check CHECK (state = ANY (ARRAY['running'::text, 'finished'::text, 'failed'::text]))
);
CREATE UNIQUE INDEX import_run_open ON core.import_run USING btree (importer, file_digest, options) WHERE (state = 'running'::text);
comment on table core.import_run is 'local';

create table core.intake_claim (
  source text not null,
  source_key text not null,
  kind text not null,
  body_hash bytea not null,
  revision integer not null default 1,
  customer_id bigint,
  subject_id uuid,
  retracted boolean not null default false,
  parts text[],
  reported_by text,
  arrived_at timestamp(3) with time zone,
  constraint intake_claim_pkey PRIMARY KEY (source, source_key, kind)
);
CREATE INDEX intake_claim_of_customer ON core.intake_claim USING btree (customer_id);
comment on table core.intake_claim is 'local';

create table core.intake_set_aside (
  id uuid not null,
  disposition text not null,
  door text not null,
  code text not null,
  reason text not null,
  source text,
  source_key text,
  line bigint,
  raw text,
  record jsonb,
  import_run_id uuid,
  received_at timestamp(3) with time zone not null,
  attempts integer not null default 1,
  resolved_at timestamp(3) with time zone,
  resolution text,
  waits_for text[],
  reported_by text,
  plugin text,
  failures integer not null default 0,
  retry_at timestamp(3) with time zone,
  dead_at timestamp(3) with time zone,
  constraint intake_set_aside_pkey PRIMARY KEY (id),
  constraint intake_set_aside_disposition_check CHECK (disposition = ANY (ARRAY['rejected'::text, 'waiting'::text, 'filtered'::text])),
  constraint intake_set_aside_import_run_id_fkey FOREIGN KEY (import_run_id) REFERENCES core.import_run(id) ON DELETE SET NULL
);
CREATE INDEX intake_set_aside_awaited ON core.intake_set_aside USING gin (waits_for) WITH (fastupdate=off) WHERE ((disposition = 'waiting'::text) AND (resolved_at IS NULL));
CREATE INDEX intake_set_aside_of_plugin ON core.intake_set_aside USING btree (plugin, received_at, line, id) WHERE ((plugin IS NOT NULL) AND (resolved_at IS NULL));
CREATE INDEX intake_set_aside_of_run ON core.intake_set_aside USING btree (import_run_id, line);
CREATE INDEX intake_set_aside_open ON core.intake_set_aside USING btree (disposition, received_at, id) WHERE (resolved_at IS NULL);
CREATE UNIQUE INDEX intake_set_aside_waiting_key ON core.intake_set_aside USING btree (source, source_key, ((record ->> 'kind'::text))) WHERE ((disposition = 'waiting'::text) AND (resolved_at IS NULL));
comment on table core.intake_set_aside is 'local';

create table core.interaction (
  customer_id bigint not null,
  id uuid not null,
  type text not null,
  channel text not null,
  direction text not null,
  occurred_at timestamp(3) with time zone not null,
  imprecise boolean not null default false,
  recorded_at timestamp(3) with time zone not null,
  retracted_at timestamp(3) with time zone,
  count integer not null default 1,
  brand_id integer,
  actor_id integer,
  content_id integer,
  source text not null,
  source_key text not null,
  revision integer not null default 1,
  details jsonb not null,
  filtered_code text,
  filtered_reason text,
  against_closure boolean not null default false,
  channel_permission text,
  touch_cost_minor bigint,
  touch_cost_currency text,
  constraint interaction_pkey PRIMARY KEY (customer_id, id),
  constraint interaction_channel_permission_check CHECK (channel_permission = ANY (ARRAY['close'::text, 'open'::text])),
  constraint interaction_count_check CHECK (count > 0),
  constraint interaction_direction_check CHECK (direction = ANY (ARRAY['in'::text, 'out'::text, 'mutual'::text])),
  constraint interaction_occurred_at_representable CHECK (occurred_at >= '0001-01-01 00:00:00+00'::timestamp with time zone AND occurred_at < '10000-01-01 00:00:00+00'::timestamp with time zone),
  constraint interaction_recorded_at_representable CHECK (recorded_at >= '0001-01-01 00:00:00+00'::timestamp with time zone AND recorded_at < '10000-01-01 00:00:00+00'::timestamp with time zone),
  constraint interaction_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES core.team_member(id),
  constraint interaction_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES core.brand(id),
  constraint interaction_content_id_fkey FOREIGN KEY (content_id) REFERENCES core.content(id),
  constraint interaction_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
CREATE INDEX interaction_by_time ON core.interaction USING btree (occurred_at DESC, id DESC) WHERE (retracted_at IS NULL);
CREATE INDEX interaction_permission ON core.interaction USING btree (customer_id, channel, occurred_at DESC) WHERE ((channel_permission IS NOT NULL) AND (retracted_at IS NULL));
CREATE INDEX interaction_timeline ON core.interaction USING btree (customer_id, occurred_at DESC, id DESC) INCLUDE (touch_cost_minor, touch_cost_currency, filtered_code) WHERE (retracted_at IS NULL);
comment on table core.interaction is 'distributed by customer_id';

create table core.lawful_basis (
  country text not null,
  basis text not null,
  constraint lawful_basis_pkey PRIMARY KEY (country),
  constraint lawful_basis_basis_check CHECK (basis <> ''::text),
  constraint lawful_basis_country_check CHECK (country ~ '^[A-Z]{2}$'::text)
);
comment on table core.lawful_basis is 'reference';

create table core.ledger_entry (
  customer_id bigint not null,
  id uuid not null,
  kind text not null,
  amount_minor bigint not null,
  currency text not null,
  basis text not null,
  occurred_on date not null,
  recorded_at timestamp(3) with time zone not null,
  retracted_at timestamp(3) with time zone,
  brand_id integer,
  interaction_id uuid,
  nature text,
  counterparty text,
  memo text,
  source text not null,
  source_key text not null,
  constraint ledger_entry_pkey PRIMARY KEY (customer_id, id),
  constraint ledger_entry_basis_check CHECK (basis = ANY (ARRAY['recorded'::text, 'modelled'::text, 'allocated'::text])),
  constraint ledger_entry_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint ledger_entry_kind_check CHECK (kind = ANY (ARRAY['revenue'::text, 'rebate'::text, 'cost_of_goods'::text, 'service_cost'::text, 'touch_cost'::text, 'value_transfer'::text])),
  constraint ledger_entry_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES core.brand(id),
  constraint ledger_entry_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
CREATE INDEX ledger_entry_by_day ON core.ledger_entry USING btree (customer_id, occurred_on DESC, id DESC) WHERE (retracted_at IS NULL);
CREATE INDEX ledger_entry_of_interaction ON core.ledger_entry USING btree (customer_id, interaction_id) WHERE (interaction_id IS NOT NULL);
comment on table core.ledger_entry is 'distributed by customer_id';

create table core.legal_hold (
  customer_id bigint not null,
  id uuid not null,
  areas text[] not null,
  reason text not null,
  placed_by text not null,
  placed_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone,
  released_at timestamp(3) with time zone,
  released_by text,
  constraint legal_hold_pkey PRIMARY KEY (customer_id, id),
  constraint legal_hold_areas_check CHECK (cardinality(areas) > 0),
  constraint legal_hold_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
comment on table core.legal_hold is 'distributed by customer_id';

create view core.measure_month as
SELECT rollup_measure_month.customer_id,
    rollup_measure_month.month,
    rollup_measure_month.measure,
    rollup_measure_month.channel,
    rollup_measure_month.type,
    rollup_measure_month.brand_id,
    rollup_measure_month.value
   FROM core.rollup_measure_month
UNION ALL
 SELECT r.customer_id,
    r.month,
    m.measure,
    r.channel,
    r.type,
    r.brand_id,
    r.interactions::numeric AS value
   FROM core.rollup_customer_month r
     JOIN core.count_measure m ON m.type = r.type;
grant select on core.measure_month to rapport_bi;

create table core.member_territory (
  team_member_id integer not null,
  territory_id integer not null,
  since date,
  until date,
  constraint member_territory_pkey PRIMARY KEY (team_member_id, territory_id),
  constraint member_territory_check CHECK (until >= since),
  constraint member_territory_team_member_id_fkey FOREIGN KEY (team_member_id) REFERENCES core.team_member(id) ON DELETE CASCADE,
  constraint member_territory_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES core.territory(id) ON DELETE CASCADE
);
comment on table core.member_territory is 'reference';

create table core.migration (
  id integer not null default nextval('core.migration_id_seq'::regclass),
  timestamp bigint not null,
  name character varying not null,
  constraint PK_3043fc6b8af7c99b8b98830094f PRIMARY KEY (id)
);

create table core.need (
  customer_id bigint not null,
  id uuid not null,
  kind text not null,
  topic text not null,
  text text,
  brand_id integer,
  channel text,
  raised_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  answered_at timestamp(3) with time zone,
  answer text,
  met numeric(2,1),
  source text not null,
  source_key text not null,
  withdrawn_at timestamp(3) with time zone,
  answer_recorded_at timestamp(3) with time zone,
  corrected_at timestamp(3) with time zone,
  constraint need_pkey PRIMARY KEY (customer_id, id),
  constraint need_answered_at_representable CHECK (answered_at >= '0001-01-01 00:00:00+00'::timestamp with time zone AND answered_at < '10000-01-01 00:00:00+00'::timestamp with time zone),
  constraint need_check CHECK (answered_at >= raised_at),
  constraint need_check1 CHECK ((answered_at IS NULL) = (met IS NULL)),
  constraint need_kind_check CHECK (kind = ANY (ARRAY['request'::text, 'need'::text])),
  constraint need_met_check CHECK (met = ANY (ARRAY[0::numeric, 0.5, 1::numeric])),
  constraint need_raised_at_representable CHECK (raised_at >= '0001-01-01 00:00:00+00'::timestamp with time zone AND raised_at < '10000-01-01 00:00:00+00'::timestamp with time zone),
  constraint need_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES core.brand(id),
  constraint need_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
comment on table core.need is 'distributed by customer_id';

create table core.need_version (
  customer_id bigint not null,
  need_id uuid not null,
  superseded_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  kind text not null,
  topic text not null,
  brand_id integer,
  channel text,
  raised_at timestamp(3) with time zone not null,
  answered_at timestamp(3) with time zone,
  answer_recorded_at timestamp(3) with time zone,
  met numeric(2,1),
  constraint need_version_pkey PRIMARY KEY (customer_id, need_id, superseded_at),
  constraint need_version_check CHECK (superseded_at > recorded_at),
  constraint need_version_kind_check CHECK (kind = ANY (ARRAY['request'::text, 'need'::text])),
  constraint need_version_met_check CHECK (met = ANY (ARRAY[0::numeric, 0.5, 1::numeric])),
  constraint need_version_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES core.brand(id),
  constraint need_version_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
comment on table core.need_version is 'distributed by customer_id';

create table core.outbox (
  id bigint not null generated always as identity,
  created_at timestamp(3) with time zone not null,
  payload jsonb not null,
  constraint outbox_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_by_time ON core.outbox USING btree (created_at);
comment on table core.outbox is 'local';

create table core.plugin (
  id text not null,
  title text not null,
  version text not null,
  first_started_at timestamp(3) with time zone not null,
  started_at timestamp(3) with time zone not null,
  constraint plugin_pkey PRIMARY KEY (id)
);
comment on table core.plugin is 'reference';

create table core.plugin_removal (
  id uuid not null,
  plugin text not null,
  requested_by text not null,
  requested_at timestamp(3) with time zone not null,
  position bigint not null default 0,
  last_customer_id bigint not null,
  customers_done bigint not null default 0,
  removed jsonb not null default '{}'::jsonb,
  finished_at timestamp(3) with time zone,
  receipt jsonb,
  constraint plugin_removal_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX plugin_removal_open ON core.plugin_removal USING btree (plugin) WHERE (finished_at IS NULL);
comment on table core.plugin_removal is 'local';

create table core.purchase_fit (
  id uuid not null,
  segment text not null,
  observed_until date not null,
  fitted_at timestamp(3) with time zone not null,
  reporting_currency text not null,
  customers integer not null,
  with_repeats integer not null,
  purchases jsonb not null,
  spend jsonb not null,
  margin double precision,
  alternative jsonb,
  choice text,
  constraint purchase_fit_pkey PRIMARY KEY (id)
);
CREATE INDEX purchase_fit_latest ON core.purchase_fit USING btree (segment, fitted_at DESC, id);
comment on table core.purchase_fit is 'reference';

create table core.read_audit (
  seq bigint not null,
  read_at timestamp(3) with time zone not null,
  subject text not null,
  roles text[] not null,
  operation text not null,
  purpose text,
  request_id text not null,
  customer_ids bigint[] not null,
  hash bytea not null,
  constraint read_audit_pkey PRIMARY KEY (seq)
);
CREATE INDEX read_audit_of_customer ON core.read_audit USING gin (customer_ids);
CREATE TRIGGER keep_read_audit BEFORE DELETE OR UPDATE OR TRUNCATE ON core.read_audit FOR EACH STATEMENT EXECUTE FUNCTION core.keep_read_audit();
comment on table core.read_audit is 'local';

create table core.recalculation (
  id uuid not null,
  model_hash text not null,
  source text not null,
  state text not null,
  computed_for timestamp(3) with time zone not null,
  position bigint not null default 0,
  last_customer_id bigint not null,
  customers_total integer not null,
  customers_done integer not null default 0,
  values_changed integer not null default 0,
  buckets_changed integer not null default 0,
  contributions_changed integer not null default 0,
  requested_by text not null,
  started_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone,
  events_kept integer not null default 0,
  constraint recalculation_pkey PRIMARY KEY (id),
  constraint recalculation_source_check CHECK (source = ANY (ARRAY['buckets'::text, 'log'::text, 'hooks'::text])),
  constraint recalculation_state_check CHECK (state = ANY (ARRAY['running'::text, 'finished'::text, 'superseded'::text])),
  constraint recalculation_model_hash_fkey FOREIGN KEY (model_hash) REFERENCES core.value_model(hash)
);
CREATE INDEX recalculation_latest ON core.recalculation USING btree (started_at DESC, id DESC);
comment on table core.recalculation is 'local';

create table core.relationship (
  customer_id bigint not null,
  id uuid not null,
  team_member_id integer,
  brand_id integer,
  role text not null,
  since date,
  until date,
  source text not null,
  source_key text not null,
  constraint relationship_pkey PRIMARY KEY (customer_id, id),
  constraint relationship_check CHECK (num_nonnulls(team_member_id, brand_id) = 1),
  constraint relationship_check1 CHECK (until >= since),
  constraint relationship_since_representable CHECK (since >= '0001-01-01'::date AND since <= '9999-12-31'::date),
  constraint relationship_until_representable CHECK (until >= '0001-01-01'::date AND until <= '9999-12-31'::date),
  constraint relationship_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES core.brand(id),
  constraint relationship_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE,
  constraint relationship_team_member_id_fkey FOREIGN KEY (team_member_id) REFERENCES core.team_member(id)
);
comment on table core.relationship is 'distributed by customer_id';

create table core.rollup_customer_month (
  customer_id bigint not null,
  month date not null,
  channel text not null,
  type text not null,
  brand_id integer not null default 0,
  cost_currency text not null default ''::text,
  interactions integer not null,
  cost_minor bigint not null,
  constraint rollup_customer_month_pkey PRIMARY KEY (customer_id, month, channel, type, brand_id, cost_currency)
);
CREATE INDEX rollup_customer_month_by_month ON core.rollup_customer_month USING btree (month, channel);
CREATE TRIGGER contact_groups_change AFTER UPDATE ON core.rollup_customer_month REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_change();
CREATE TRIGGER contact_groups_gain AFTER INSERT ON core.rollup_customer_month REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_gain();
CREATE TRIGGER contact_groups_lose AFTER DELETE ON core.rollup_customer_month REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION core.contact_groups_lose();
alter table core.rollup_customer_month enable row level security;
create policy bi_rows on core.rollup_customer_month for select to public using ((((brand_id = 0) OR (( SELECT ('*'::text = ANY (b.brands))
   FROM core.bi_reader b
  WHERE (b.role_name = CURRENT_USER)) OR (brand_id = ANY (ARRAY( SELECT t.id
   FROM core.brand t
  WHERE (t.code = ANY (( SELECT b.brands
           FROM core.bi_reader b
          WHERE (b.role_name = CURRENT_USER))::text[]))))))) AND (customer_id IN ( SELECT c.id
   FROM core.customer c))));
comment on table core.rollup_customer_month is 'distributed by customer_id';

create table core.rollup_measure_month (
  customer_id bigint not null,
  month date not null,
  measure text not null,
  channel text not null,
  type text not null,
  brand_id integer not null default 0,
  value numeric not null,
  constraint rollup_measure_month_pkey PRIMARY KEY (customer_id, month, measure, channel, type, brand_id)
);
alter table core.rollup_measure_month enable row level security;
create policy bi_rows on core.rollup_measure_month for select to public using ((((brand_id = 0) OR (( SELECT ('*'::text = ANY (b.brands))
   FROM core.bi_reader b
  WHERE (b.role_name = CURRENT_USER)) OR (brand_id = ANY (ARRAY( SELECT t.id
   FROM core.brand t
  WHERE (t.code = ANY (( SELECT b.brands
           FROM core.bi_reader b
          WHERE (b.role_name = CURRENT_USER))::text[]))))))) AND (customer_id IN ( SELECT c.id
   FROM core.customer c))));
comment on table core.rollup_measure_month is 'distributed by customer_id';

create table core.subject_access (
  customer_id bigint not null,
  id uuid not null,
  state text not null,
  sections_done integer not null default 0,
  sections integer not null,
  requested_by text not null,
  requested_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone,
  constraint subject_access_pkey PRIMARY KEY (customer_id, id),
  constraint subject_access_state_check CHECK (state = ANY (ARRAY['collecting'::text, 'finished'::text])),
  constraint subject_access_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES core.customer(id) ON DELETE CASCADE
);
CREATE INDEX subject_access_by_id ON core.subject_access USING btree (id);
comment on table core.subject_access is 'distributed by customer_id';

create table core.subject_access_section (
  customer_id bigint not null,
  access_id uuid not null,
  ordinal integer not null,
  contributor text not null,
  title text not null,
  content jsonb not null,
  constraint subject_access_section_pkey PRIMARY KEY (customer_id, access_id, ordinal),
  constraint subject_access_section_customer_id_access_id_fkey FOREIGN KEY (customer_id, access_id) REFERENCES core.subject_access(customer_id, id) ON DELETE CASCADE
);
comment on table core.subject_access_section is 'distributed by customer_id';

create table core.team (
  id integer not null generated always as identity,
  code text not null,
  name text not null,
  parent_id integer,
  constraint team_pkey PRIMARY KEY (id),
  constraint team_code_key UNIQUE (code),
  constraint team_check CHECK (parent_id <> id),
  constraint team_code_check CHECK (code <> ''::text),
  constraint team_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES core.team(id)
);
comment on table core.team is 'reference';

create table core.team_member (
  id integer not null generated always as identity,
  code text not null,
  name text not null,
  role text not null,
  territory_id integer,
  active boolean not null default true,
  constraint team_member_pkey PRIMARY KEY (id),
  constraint team_member_code_key UNIQUE (code),
  constraint team_member_code_check CHECK (code <> ''::text),
  constraint team_member_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES core.territory(id)
);
comment on table core.team_member is 'reference';

create table core.team_membership (
  team_id integer not null,
  team_member_id integer not null,
  role text not null,
  constraint team_membership_pkey PRIMARY KEY (team_id, team_member_id),
  constraint team_membership_role_check CHECK (role = ANY (ARRAY['member'::text, 'manager'::text])),
  constraint team_membership_team_id_fkey FOREIGN KEY (team_id) REFERENCES core.team(id) ON DELETE CASCADE,
  constraint team_membership_team_member_id_fkey FOREIGN KEY (team_member_id) REFERENCES core.team_member(id) ON DELETE CASCADE
);
CREATE INDEX team_membership_of_member ON core.team_membership USING btree (team_member_id);
comment on table core.team_membership is 'reference';

create table core.territory (
  id integer not null generated always as identity,
  code text not null,
  name text not null,
  parent_id integer,
  country text,
  constraint territory_pkey PRIMARY KEY (id),
  constraint territory_code_key UNIQUE (code),
  constraint territory_code_check CHECK (code <> ''::text),
  constraint territory_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES core.territory(id)
);
comment on table core.territory is 'reference';

create table core.value_model (
  hash text not null,
  name text not null,
  state text not null,
  document jsonb not null,
  created_at timestamp(3) with time zone not null,
  approved_at timestamp(3) with time zone,
  approved_by text,
  base_hash text,
  created_by text,
  note text,
  constraint value_model_pkey PRIMARY KEY (hash),
  constraint value_model_state_check CHECK (state = ANY (ARRAY['draft'::text, 'approved'::text, 'retired'::text])),
  constraint value_model_base_hash_fkey FOREIGN KEY (base_hash) REFERENCES core.value_model(hash)
);
CREATE UNIQUE INDEX value_model_in_force ON core.value_model USING btree (state) WHERE (state = 'approved'::text);
comment on table core.value_model is 'reference';

create table core.value_model_decision (
  id uuid not null,
  model_hash text not null,
  decision text not null,
  decided_at timestamp(3) with time zone not null,
  decided_by text not null,
  previous_hash text,
  comparison jsonb,
  constraint value_model_decision_pkey PRIMARY KEY (id),
  constraint value_model_decision_decision_check CHECK (decision = ANY (ARRAY['approved'::text, 'retired'::text])),
  constraint value_model_decision_model_hash_fkey FOREIGN KEY (model_hash) REFERENCES core.value_model(hash),
  constraint value_model_decision_previous_hash_fkey FOREIGN KEY (previous_hash) REFERENCES core.value_model(hash)
);
CREATE INDEX value_model_decision_of_model ON core.value_model_decision USING btree (model_hash, decided_at);
comment on table core.value_model_decision is 'reference';

CREATE OR REPLACE FUNCTION core.append_read_audit(heads text[], tails text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
      declare
        place bigint;
        chained text;
        contents text[];
        hashes bytea[];
      begin
        -- Held until the commit. Each statement after it sees what has been committed, as the level of isolation is.
        perform pg_advisory_xact_lock(7265002);
        select a.seq, encode(a.hash, 'hex') into place, chained from core.read_audit a order by a.seq desc limit 1;
        if not found then
          place := 0;
          chained := '';
        end if;
        for entry in 1 .. cardinality(heads) loop
          contents[entry] := heads[entry] || (place + entry) || tails[entry];
          hashes[entry] := sha256(convert_to(chained || contents[entry], 'UTF8'));
          chained := encode(hashes[entry], 'hex');
        end loop;
        insert into core.read_audit (seq, read_at, subject, roles, operation, purpose, request_id, customer_ids, hash)
          select r.seq, r."readAt", r.subject, r.roles, r.operation, r.purpose, r."requestId", r."customerIds", e.hash
          from unnest(contents, hashes) as e (content, hash),
            json_to_record(e.content::json) as r (seq bigint, "readAt" timestamptz, subject text, roles text[], operation text,
              purpose text, "requestId" text, "customerIds" bigint[]);
      end
      $function$;

CREATE OR REPLACE FUNCTION core.contact_groups_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_sort TO 'off'
AS $function$
      begin
        if exists (select from new_rows) then
          insert into core.contact_group_change (breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions, cost_minor, customers) with changed as materialized (select *, -1 as sign from old_rows union all select *, 1 from new_rows),
      touched as materialized (select distinct customer_id, month from changed),
      customers as materialized (
        select c.id, c.segment, c.territory_id, 1 as sign
        from (select distinct customer_id from touched) k join core.customer c on c.id = k.customer_id
      ),
      by_customer as (
        select customer_id, month, channel, type, brand_id, grouping(channel, type, brand_id) as combination,
          sum(entries) as entries, sum(interactions) as interactions,
          (sum(held) > 0)::integer - (sum(held) > sum(entries))::integer as customers
        from (
          select r.customer_id, r.month, r.channel, r.type, r.brand_id, 1 as held, 0 as entries, 0 as interactions
          from touched k
          join core.rollup_customer_month r on r.customer_id = k.customer_id and r.month = k.month
          union all
          select customer_id, month, channel, type, brand_id, 0, sign, sign * interactions from changed
        ) x
        group by customer_id, month, grouping sets ((channel), (brand_id), (channel, type), (channel, brand_id), ())
        having sum(entries) <> 0 or sum(interactions) <> 0
      ),
      with_cost as (
        select customer_id, month, channel, type, brand_id, cost_currency, sign as entries, sign * cost_minor as cost_minor
        from changed where cost_currency <> ''
      ) select breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions, cost_minor, customers from (select b.breakdown, g.month, coalesce(g.channel, '') as channel, coalesce(g.type, '') as type,
      coalesce(g.brand_id, 0) as brand_id, '' as cost_currency, case when b.by_segment then c.segment end as segment, case when b.by_territory then c.territory_id end as territory_id,
      sum(c.sign * g.entries) as entries, sum(c.sign * g.interactions) as interactions, 0::numeric as cost_minor,
      sum(c.sign * g.customers) as customers
    from by_customer g join (values ('channel', 3, true, false, false), ('brand', 6, true, false, false), ('type', 1, true, false, true), ('channel_brand', 2, true, false, true), ('territory', 3, false, true, true), ('month', 7, true, true, false)) as b (breakdown, combination, by_segment, by_territory, costs) on b.combination = g.combination join customers c on c.id = g.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8 union all select b.breakdown, r.month, case when b.combination & 4 = 0 then r.channel else '' end as channel, case when b.combination & 2 = 0 then r.type else '' end as type, case when b.combination & 1 = 0 then r.brand_id else 0 end as brand_id, r.cost_currency, case when b.by_segment then c.segment end as segment, case when b.by_territory then c.territory_id end as territory_id,
      sum(c.sign * r.entries), 0, sum(c.sign * r.cost_minor), 0
    from with_cost r join (values ('channel', 3, true, false, false), ('brand', 6, true, false, false), ('type', 1, true, false, true), ('channel_brand', 2, true, false, true), ('territory', 3, false, true, true), ('month', 7, true, true, false)) as b (breakdown, combination, by_segment, by_territory, costs) on b.costs join customers c on c.id = r.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8) x where entries <> 0 or interactions <> 0 or cost_minor <> 0 or customers <> 0;
        end if;
        return null;
      end
      $function$;

CREATE OR REPLACE FUNCTION core.contact_groups_gain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_sort TO 'off'
AS $function$
      begin
        if exists (select from new_rows) then
          insert into core.contact_group_change (breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions, cost_minor, customers) with changed as materialized (select *, 1 as sign from new_rows),
      touched as materialized (select distinct customer_id, month from changed),
      customers as materialized (
        select c.id, c.segment, c.territory_id, 1 as sign
        from (select distinct customer_id from touched) k join core.customer c on c.id = k.customer_id
      ),
      by_customer as (
        select customer_id, month, channel, type, brand_id, grouping(channel, type, brand_id) as combination,
          sum(entries) as entries, sum(interactions) as interactions,
          (sum(held) > 0)::integer - (sum(held) > sum(entries))::integer as customers
        from (
          select r.customer_id, r.month, r.channel, r.type, r.brand_id, 1 as held, 0 as entries, 0 as interactions
          from touched k
          join core.rollup_customer_month r on r.customer_id = k.customer_id and r.month = k.month
          union all
          select customer_id, month, channel, type, brand_id, 0, sign, sign * interactions from changed
        ) x
        group by customer_id, month, grouping sets ((channel), (brand_id), (channel, type), (channel, brand_id), ())
        having sum(entries) <> 0 or sum(interactions) <> 0
      ),
      with_cost as (
        select customer_id, month, channel, type, brand_id, cost_currency, sign as entries, sign * cost_minor as cost_minor
        from changed where cost_currency <> ''
      ) select breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions, cost_minor, customers from (select b.breakdown, g.month, coalesce(g.channel, '') as channel, coalesce(g.type, '') as type,
      coalesce(g.brand_id, 0) as brand_id, '' as cost_currency, case when b.by_segment then c.segment end as segment, case when b.by_territory then c.territory_id end as territory_id,
      sum(c.sign * g.entries) as entries, sum(c.sign * g.interactions) as interactions, 0::numeric as cost_minor,
      sum(c.sign * g.customers) as customers
    from by_customer g join (values ('channel', 3, true, false, false), ('brand', 6, true, false, false), ('type', 1, true, false, true), ('channel_brand', 2, true, false, true), ('territory', 3, false, true, true), ('month', 7, true, true, false)) as b (breakdown, combination, by_segment, by_territory, costs) on b.combination = g.combination join customers c on c.id = g.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8 union all select b.breakdown, r.month, case when b.combination & 4 = 0 then r.channel else '' end as channel, case when b.combination & 2 = 0 then r.type else '' end as type, case when b.combination & 1 = 0 then r.brand_id else 0 end as brand_id, r.cost_currency, case when b.by_segment then c.segment end as segment, case when b.by_territory then c.territory_id end as territory_id,
      sum(c.sign * r.entries), 0, sum(c.sign * r.cost_minor), 0
    from with_cost r join (values ('channel', 3, true, false, false), ('brand', 6, true, false, false), ('type', 1, true, false, true), ('channel_brand', 2, true, false, true), ('territory', 3, false, true, true), ('month', 7, true, true, false)) as b (breakdown, combination, by_segment, by_territory, costs) on b.costs join customers c on c.id = r.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8) x where entries <> 0 or interactions <> 0 or cost_minor <> 0 or customers <> 0;
        end if;
        return null;
      end
      $function$;

CREATE OR REPLACE FUNCTION core.contact_groups_leave()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      delete from core.rollup_customer_month where customer_id = old.id;
      return old;
    end
    $function$;

CREATE OR REPLACE FUNCTION core.contact_groups_lose()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_sort TO 'off'
AS $function$
      begin
        if exists (select from old_rows) then
          insert into core.contact_group_change (breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions, cost_minor, customers) with changed as materialized (select *, -1 as sign from old_rows),
      touched as materialized (select distinct customer_id, month from changed),
      customers as materialized (
        select c.id, c.segment, c.territory_id, 1 as sign
        from (select distinct customer_id from touched) k join core.customer c on c.id = k.customer_id
      ),
      by_customer as (
        select customer_id, month, channel, type, brand_id, grouping(channel, type, brand_id) as combination,
          sum(entries) as entries, sum(interactions) as interactions,
          (sum(held) > 0)::integer - (sum(held) > sum(entries))::integer as customers
        from (
          select r.customer_id, r.month, r.channel, r.type, r.brand_id, 1 as held, 0 as entries, 0 as interactions
          from touched k
          join core.rollup_customer_month r on r.customer_id = k.customer_id and r.month = k.month
          union all
          select customer_id, month, channel, type, brand_id, 0, sign, sign * interactions from changed
        ) x
        group by customer_id, month, grouping sets ((channel), (brand_id), (channel, type), (channel, brand_id), ())
        having sum(entries) <> 0 or sum(interactions) <> 0
      ),
      with_cost as (
        select customer_id, month, channel, type, brand_id, cost_currency, sign as entries, sign * cost_minor as cost_minor
        from changed where cost_currency <> ''
      ) select breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions, cost_minor, customers from (select b.breakdown, g.month, coalesce(g.channel, '') as channel, coalesce(g.type, '') as type,
      coalesce(g.brand_id, 0) as brand_id, '' as cost_currency, case when b.by_segment then c.segment end as segment, case when b.by_territory then c.territory_id end as territory_id,
      sum(c.sign * g.entries) as entries, sum(c.sign * g.interactions) as interactions, 0::numeric as cost_minor,
      sum(c.sign * g.customers) as customers
    from by_customer g join (values ('channel', 3, true, false, false), ('brand', 6, true, false, false), ('type', 1, true, false, true), ('channel_brand', 2, true, false, true), ('territory', 3, false, true, true), ('month', 7, true, true, false)) as b (breakdown, combination, by_segment, by_territory, costs) on b.combination = g.combination join customers c on c.id = g.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8 union all select b.breakdown, r.month, case when b.combination & 4 = 0 then r.channel else '' end as channel, case when b.combination & 2 = 0 then r.type else '' end as type, case when b.combination & 1 = 0 then r.brand_id else 0 end as brand_id, r.cost_currency, case when b.by_segment then c.segment end as segment, case when b.by_territory then c.territory_id end as territory_id,
      sum(c.sign * r.entries), 0, sum(c.sign * r.cost_minor), 0
    from with_cost r join (values ('channel', 3, true, false, false), ('brand', 6, true, false, false), ('type', 1, true, false, true), ('channel_brand', 2, true, false, true), ('territory', 3, false, true, true), ('month', 7, true, true, false)) as b (breakdown, combination, by_segment, by_territory, costs) on b.costs join customers c on c.id = r.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8) x where entries <> 0 or interactions <> 0 or cost_minor <> 0 or customers <> 0;
        end if;
        return null;
      end
      $function$;

CREATE OR REPLACE FUNCTION core.contact_groups_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_sort TO 'off'
AS $function$
      begin
        if exists (select from new_rows) then
          insert into core.contact_group_change (breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions, cost_minor, customers) with moved as (
        select o.id, o.segment, o.territory_id, -1 as sign from old_rows o join new_rows n using (id)
        where (o.segment, o.territory_id) is distinct from (n.segment, n.territory_id)
        union all
        select n.id, n.segment, n.territory_id, 1 from old_rows o join new_rows n using (id)
        where (o.segment, o.territory_id) is distinct from (n.segment, n.territory_id)
      ),
      by_customer as (
      select r.customer_id, r.month, channel, type, brand_id, grouping(channel, type, brand_id) as combination,
        count(*) as entries, sum(r.interactions) as interactions, 1 as customers
      from core.rollup_customer_month r where r.customer_id in (select id from moved)
      group by r.customer_id, r.month, grouping sets ((channel), (brand_id), (channel, type), (channel, brand_id), ())
    ),
    with_cost as (select r.*, 1 as entries from core.rollup_customer_month r where r.cost_currency <> '' and r.customer_id in (select id from moved)) select breakdown, month, channel, type, brand_id, cost_currency, segment, territory_id, entries, interactions, cost_minor, customers from (select b.breakdown, g.month, coalesce(g.channel, '') as channel, coalesce(g.type, '') as type,
      coalesce(g.brand_id, 0) as brand_id, '' as cost_currency, case when b.by_segment then c.segment end as segment, case when b.by_territory then c.territory_id end as territory_id,
      sum(c.sign * g.entries) as entries, sum(c.sign * g.interactions) as interactions, 0::numeric as cost_minor,
      sum(c.sign * g.customers) as customers
    from by_customer g join (values ('channel', 3, true, false, false), ('brand', 6, true, false, false), ('type', 1, true, false, true), ('channel_brand', 2, true, false, true), ('territory', 3, false, true, true), ('month', 7, true, true, false)) as b (breakdown, combination, by_segment, by_territory, costs) on b.combination = g.combination join moved c on c.id = g.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8 union all select b.breakdown, r.month, case when b.combination & 4 = 0 then r.channel else '' end as channel, case when b.combination & 2 = 0 then r.type else '' end as type, case when b.combination & 1 = 0 then r.brand_id else 0 end as brand_id, r.cost_currency, case when b.by_segment then c.segment end as segment, case when b.by_territory then c.territory_id end as territory_id,
      sum(c.sign * r.entries), 0, sum(c.sign * r.cost_minor), 0
    from with_cost r join (values ('channel', 3, true, false, false), ('brand', 6, true, false, false), ('type', 1, true, false, true), ('channel_brand', 2, true, false, true), ('territory', 3, false, true, true), ('month', 7, true, true, false)) as b (breakdown, combination, by_segment, by_territory, costs) on b.costs join moved c on c.id = r.customer_id
    group by 1, 2, 3, 4, 5, 6, 7, 8) x where entries <> 0 or interactions <> 0 or cost_minor <> 0 or customers <> 0;
        end if;
        return null;
      end
      $function$;

CREATE OR REPLACE FUNCTION core.contact_groups_turn()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        if tg_op = 'TRUNCATE' then
          update core.contact_group_version set version = gen_random_uuid();
        elsif exists (select from changed_rows) then
          update core.contact_group_version set version = gen_random_uuid();
        end if;
        return null;
      end
      $function$;

CREATE OR REPLACE FUNCTION core.keep_consent()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        if to_jsonb(new) - 'retracted_at' is distinct from to_jsonb(old) - 'retracted_at' or old.retracted_at is not null then
          raise exception 'Consents are never changed; record another one.';
        end if;
        return new;
      end
      $function$;

CREATE OR REPLACE FUNCTION core.keep_read_audit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        raise exception 'The read audit is never changed.';
      end
      $function$;

CREATE OR REPLACE FUNCTION core.remove_derived_rows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        delete from core.contribution where customer_id = old.id;
        delete from core.bucket where customer_id = old.id;
        delete from core.adoption_evidence where customer_id = old.id;
        delete from core.rollup_customer_month where customer_id = old.id;
        delete from core.rollup_measure_month where customer_id = old.id;
        return null;
      end
      $function$;

grant usage on schema core to rapport_bi;

create schema core_read;

create view core_read.brand as
SELECT id,
    code,
    name
   FROM core.brand;

create view core_read.content as
SELECT id,
    code,
    title,
    brand_id
   FROM core.content;

create view core_read.customer as
SELECT id,
    kind,
    status,
    country,
    territory_id
   FROM core.customer;

create view core_read.customer_identifier as
SELECT customer_id,
    system,
    value
   FROM core.customer_identifier;

create view core_read.interaction as
SELECT customer_id,
    id,
    type,
    channel,
    direction,
    occurred_at,
    recorded_at,
    count,
    brand_id,
    actor_id,
    content_id,
    source,
    source_key,
    details
   FROM core.interaction
  WHERE retracted_at IS NULL AND filtered_code IS NULL AND ('plugin_'::text || replace(split_part(type, '.'::text, 1), '-'::text, '_'::text)) = CURRENT_USER::text;

create view core_read.team_member as
SELECT id,
    code,
    name
   FROM core.team_member;

create view core_read.territory as
SELECT id,
    code,
    name,
    parent_id
   FROM core.territory;
