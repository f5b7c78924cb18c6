import type { Reader, Writer } from '../../sdk';

/** A place where what is stored is not what its evidence gives. */
export interface Incident {
  readonly id: string;
  readonly customerId: number;
  /** `interaction`: the log is not what the hooks say; `contribution`: its integers are wrong; `bucket`: sums are. */
  readonly what: 'interaction' | 'contribution' | 'bucket';
  readonly signal: string;
  /** The contribution (event/ordinal) or the bucket (half-life/epoch/brand/person). */
  readonly subject: string;
  readonly expected: string | null;
  readonly found: string | null;
}

export interface Sample {
  readonly after: number;
  /** 0 to 1. */
  readonly share: number;
  readonly seed: number;
  readonly limit: number;
}

/** The next customers of a sample that depends on nothing but the seed. */
export async function sampleCustomers(
  reader: Reader,
  { after, share, seed, limit }: Sample,
): Promise<readonly number[]> {
  const rows = await reader.query<{ readonly id: number }>({
    text: `select id from core.customer
      where id > $1 and (hashint8extended(id, $2) & 1048575) < $3::float8 * 1048576 order by id limit $4`,
    values: [after, seed, share, limit],
  });
  return rows.map(({ id }) => id);
}

/** Holds the customers still while they are looked at, in the order of their ids. */
export async function lockForCheck(writer: Writer, customerIds: readonly number[]): Promise<readonly number[]> {
  const rows = await writer.query<{ readonly id: number }>({
    text: 'select id from core.customer where id = any($1::bigint[]) order by id for no key update',
    values: [customerIds],
  });
  return rows.map(({ id }) => id);
}

export async function inShape(
  reader: Reader,
  customerIds: readonly number[],
  shape: string,
): Promise<readonly number[]> {
  const rows = await reader.query<{ readonly id: number }>({
    text: `select u.id from unnest($1::bigint[]) as u (id)
      left join core.customer_value v on v.customer_id = u.id
      where coalesce(v.bucket_shape, $2) = $2`,
    values: [customerIds, shape],
  });
  return rows.map(({ id }) => id);
}

export async function insertIncidents(writer: Writer, incidents: readonly Incident[], at: Date): Promise<void> {
  await writer.execute({
    text: `insert into core.consistency_incident (customer_id, id, found_at, what, signal, subject, expected, found)
      select u.customer_id, u.id, $8, u.what, u.signal, u.subject, u.expected, u.found
      from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
        as u (customer_id, id, what, signal, subject, expected, found)`,
    values: [
      incidents.map((incident) => incident.customerId),
      incidents.map((incident) => incident.id),
      incidents.map((incident) => incident.what),
      incidents.map((incident) => incident.signal),
      incidents.map((incident) => incident.subject),
      incidents.map((incident) => incident.expected),
      incidents.map((incident) => incident.found),
      at,
    ],
  });
}

export type StoredIncident = Incident & { readonly foundAt: Date };

export function latestIncidents(reader: Reader, limit: number): Promise<readonly StoredIncident[]> {
  return reader.query<StoredIncident>({
    text: `select customer_id as "customerId", id, found_at as "foundAt", what, signal, subject, expected, found
      from core.consistency_incident order by found_at desc, id desc limit $1`,
    values: [limit],
  });
}

/** When each installed plugin version first ran here; what was recorded earlier, an earlier version may have scored. */
export async function versionsSince(reader: Reader): Promise<ReadonlyMap<string, Date>> {
  const rows = await reader.query<{ readonly key: string; readonly seen_at: Date }>({
    text: `select plugin || ' ' || version as key, seen_at from core.hook_fixture`,
  });
  return new Map(rows.map(({ key, seen_at }) => [key, seen_at]));
}
