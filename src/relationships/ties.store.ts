import type { AffiliationRecord, CustomerKey, Reader, RelationshipRecord } from '../sdk';

/** The identifier we have known longest, as every record about the customer may name it. */
const longestKnown = (customerColumn: string) => `(
  select json_build_object('system', i.system, 'value', i.value)
    from core.customer_identifier i
   where i.customer_id = ${customerColumn}
   order by i.recorded_at, i.system, i.value
   limit 1)`;

interface TieRow {
  readonly customer: CustomerKey | null;
  readonly role: string;
  readonly since: string | null;
  readonly source: string;
  readonly source_key: string;
}

/** A stored relationship as the record that made it, without its last day; null when there is none. */
export async function relationshipRecord(
  reader: Reader,
  key: { readonly customerId: number; readonly id: string },
): Promise<RelationshipRecord | null> {
  const [row] = await reader.query<TieRow & { readonly team_member: string | null; readonly brand: string | null }>({
    text: `select ${longestKnown('r.customer_id')} as customer, m.code as team_member, b.code as brand,
                  r.role, r.since, r.source, r.source_key
             from core.relationship r
             left join core.team_member m on m.id = r.team_member_id
             left join core.brand b on b.id = r.brand_id
            where r.customer_id = $1 and r.id = $2`,
    values: [key.customerId, key.id],
  });
  if (row?.customer == null) return null;
  return {
    kind: 'relationship',
    customer: [row.customer],
    ...(row.team_member !== null && { teamMember: row.team_member }),
    ...(row.brand !== null && { brand: row.brand }),
    ...tieFields(row),
  };
}

/** A stored affiliation, found from either side, as the record that made it, without its last day; null when there is none. */
export async function affiliationRecord(
  reader: Reader,
  key: { readonly customerId: number; readonly id: string },
): Promise<AffiliationRecord | null> {
  const [row] = await reader.query<TieRow & { readonly other: CustomerKey | null }>({
    text: `select ${longestKnown('a.customer_id')} as customer, ${longestKnown('a.other_customer_id')} as other,
                  a.role, a.since, a.source, a.source_key
             from core.affiliation a
            where a.id = $2 and (a.customer_id = $1 or a.other_customer_id = $1)`,
    values: [key.customerId, key.id],
  });
  if (row?.customer == null || row.other == null) return null;
  return { kind: 'affiliation', customer: [row.customer], other: [row.other], ...tieFields(row) };
}

function tieFields({ role, since, source, source_key }: TieRow) {
  return { role, ...(since !== null && { since }), source, sourceKey: source_key };
}
