import type { Reader } from '../sdk';
import { groupBy } from '../shared/group-by';
import type { ConsentEvent } from './judge';

export interface StoredConsent extends ConsentEvent {
  readonly customerId: number;
  readonly proofHow: string;
}

/** Everything that customers allow and forbid, except what its source took back. By customer, in the order of ids given. */
export async function consentsOf(
  reader: Reader,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, readonly StoredConsent[]>> {
  const rows =
    customerIds.length === 0
      ? []
      : await reader.query<StoredConsent>({
          name: 'consents-of',
          text: `select customer_id as "customerId", id, state, channel, purpose, brand_id as "brandId",
              valid_from as "validFrom", valid_until as "validUntil", proof_how as "proofHow"
            from core.consent_event where customer_id = any($1::bigint[]) and retracted_at is null`,
          values: [customerIds],
        });
  return groupBy(rows, ({ customerId }) => customerId);
}
