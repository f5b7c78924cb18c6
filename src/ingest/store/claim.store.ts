import { arrayLiteral } from '../../db/array-literal';
import type { Reader, Writer } from '../../sdk';
import type { Claim, ClaimChange } from '../plan/claim-book';
import { ConcurrentChange } from '../retry';

type Key = Pick<Claim, 'source' | 'sourceKey' | 'kind'>;

const claimColumns = `c.source, c.source_key as "sourceKey", c.kind, encode(c.body_hash, 'hex') as hash, c.revision,
  c.customer_id as "customerId", c.subject_id as "subjectId", c.retracted, c.parts, c.reported_by as "reportedBy", c.arrived_at as "arrivedAt"`;

/**
 * What is stored under these keys. `locked` keeps others from changing them until the transaction ends, in the order
 * given; that costs a write per row, so only a batch that has lost a race before asks for it.
 */
export function loadClaims(
  reader: Reader,
  keys: readonly Key[],
  locking: 'free' | 'locked',
): Promise<readonly Claim[]> {
  return reader.query<Claim>({
    name: `ingest-claims-${locking}`,
    text: `select ${claimColumns}
      from unnest($1::text[], $2::text[], $3::text[]) with ordinality as k (source, source_key, kind, position)
      join core.intake_claim c using (source, source_key, kind)
      ${locking === 'locked' ? 'order by k.position for no key update of c' : ''}`,
    values: [keys.map((key) => key.source), keys.map((key) => key.sourceKey), keys.map((key) => key.kind)],
  });
}

/**
 * Writes claims if the store still holds what was decided upon. A concurrent batch with the same key makes this wait for its end.
 * Sorted by key. Answers the claims under new keys that others have taken meanwhile; those of the caller are not written.
 *
 * @throws ConcurrentChange when a known key was changed meanwhile
 */
export async function takeClaims(writer: Writer, changes: readonly ClaimChange[]): Promise<readonly Claim[]> {
  const added = changes.filter((change) => change.storedRevision === 0);
  const changed = changes.filter((change) => change.storedRevision > 0);
  const inserted = added.length === 0 ? 0 : await insertClaims(writer, added);
  const updated = changed.length === 0 ? 0 : await updateClaims(writer, changed);
  const others = inserted === added.length ? [] : await claimsOfOthers(writer, added);
  if (updated !== changed.length || inserted + others.length !== added.length) {
    throw new ConcurrentChange('a key of the batch was changed meanwhile');
  }
  return others;
}

/** Those of the keys that another transaction has written. */
function claimsOfOthers(reader: Reader, keys: readonly Key[]): Promise<readonly Claim[]> {
  return reader.query<Claim>({
    name: 'ingest-claims-of-others',
    text: `select ${claimColumns}
      from unnest($1::text[], $2::text[], $3::text[]) as k (source, source_key, kind)
      join core.intake_claim c using (source, source_key, kind)
      where c.xmin <> pg_current_xact_id()::xid`,
    values: [keys.map((key) => key.source), keys.map((key) => key.sourceKey), keys.map((key) => key.kind)],
  });
}

function insertClaims(writer: Writer, claims: readonly ClaimChange[]): Promise<number> {
  return writer.execute({
    name: 'ingest-claims-insert',
    text: `insert into core.intake_claim (source, source_key, kind, body_hash, revision, customer_id, subject_id, retracted, parts,
        reported_by, arrived_at)
      select unnest($1::text[]), unnest($2::text[]), unnest($3::text[]), decode(unnest($4::text[]), 'hex'), unnest($5::integer[]),
        unnest($6::bigint[]), unnest($7::uuid[]), unnest($8::boolean[]), unnest($9::text[])::text[], unnest($10::text[]),
        unnest($11::timestamptz[])
      on conflict do nothing`,
    values: columns(claims),
  });
}

/** Locks in the order of keys before it writes, because an update alone promises no order. */
function updateClaims(writer: Writer, claims: readonly ClaimChange[]): Promise<number> {
  return writer.execute({
    name: 'ingest-claims-update',
    text: `with given as (
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::bigint[], $7::uuid[], $8::boolean[],
          $9::text[], $10::text[], $11::timestamptz[], $12::integer[])
          with ordinality as g (source, source_key, kind, hash, revision, customer_id, subject_id, retracted, parts,
            reported_by, arrived_at, stored_revision, position)
      ), locked as (
        select c.source, c.source_key, c.kind, g.hash, g.revision, g.customer_id, g.subject_id, g.retracted, g.parts,
          g.reported_by, g.arrived_at
        from given g join core.intake_claim c using (source, source_key, kind)
        where c.revision = g.stored_revision
        order by g.position for no key update of c
      )
      update core.intake_claim c
      set body_hash = decode(l.hash, 'hex'), revision = l.revision, customer_id = l.customer_id,
        subject_id = l.subject_id, retracted = l.retracted, parts = l.parts::text[],
        reported_by = l.reported_by, arrived_at = l.arrived_at
      from locked l
      where c.source = l.source and c.source_key = l.source_key and c.kind = l.kind`,
    values: [...columns(claims), claims.map((claim) => claim.storedRevision)],
  });
}

function columns(claims: readonly ClaimChange[]): readonly unknown[] {
  return [
    claims.map((claim) => claim.source),
    claims.map((claim) => claim.sourceKey),
    claims.map((claim) => claim.kind),
    claims.map((claim) => claim.hash),
    claims.map((claim) => claim.revision),
    claims.map((claim) => claim.customerId),
    claims.map((claim) => claim.subjectId),
    claims.map((claim) => claim.retracted),
    claims.map((claim) => (claim.parts === null ? null : arrayLiteral(claim.parts))),
    claims.map((claim) => claim.reportedBy),
    claims.map((claim) => claim.arrivedAt),
  ];
}

/** Marks the key of an interaction as retracted; its body cannot come again under it. Locks the claim. */
export function retractClaim(
  writer: Writer,
  interaction: { readonly id: string; readonly source: string; readonly sourceKey: string },
  at: Date,
) {
  return writer.execute({
    text: `update core.intake_claim set retracted = true, arrived_at = $4
      where source = $1 and source_key = $2 and kind = 'interaction' and subject_id = $3`,
    values: [interaction.source, interaction.sourceKey, interaction.id, at],
  });
}
