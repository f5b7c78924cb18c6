import type { Writer } from '../../sdk';
import type { PendingLedgerLine, RowKey } from '../plan/changes';
import { signedAmount } from '../plan/plan-ledger';

/** A line with whether a later item of the batch already took it back. */
export interface LedgerRow {
  readonly pending: PendingLedgerLine;
  readonly superseded: boolean;
}

export async function insertLedgerLines(writer: Writer, rows: readonly LedgerRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await writer.execute({
    name: 'ingest-ledger',
    text: `insert into core.ledger_entry (customer_id, id, kind, amount_minor, currency, basis, occurred_on, recorded_at,
        retracted_at, brand_id, interaction_id, nature, counterparty, memo, source, source_key)
      select customer_id, id, entry, amount, currency, basis, day, $2::timestamptz, case when superseded then $2::timestamptz end, brand_id,
        interaction_id, nature, counterparty, memo, source, source_key
      from json_to_recordset($1::json) as r (customer_id bigint, id uuid, entry text, amount bigint, currency text,
        basis text, day date, superseded boolean, brand_id integer, interaction_id uuid, nature text, counterparty text,
        memo text, source text, source_key text)`,
    values: [JSON.stringify(rows.map(ledgerRow)), at],
  });
}

function ledgerRow({ pending, superseded }: LedgerRow): object {
  const { line } = pending;
  return {
    customer_id: pending.customerId,
    id: pending.id,
    entry: line.entry,
    amount: signedAmount(line),
    currency: line.currency,
    basis: line.basis,
    day: pending.occurredOn,
    superseded,
    brand_id: pending.brandId,
    interaction_id: pending.interactionId,
    nature: line.nature,
    counterparty: line.counterparty,
    memo: line.memo,
    source: pending.source,
    source_key: pending.sourceKey,
  };
}

export async function retractLedgerLines(writer: Writer, keys: readonly RowKey[], at: Date): Promise<void> {
  if (keys.length === 0) return;
  await writer.execute({
    name: 'ingest-ledger-retract',
    text: `update core.ledger_entry l set retracted_at = $3
      from unnest($1::bigint[], $2::uuid[]) as k (customer_id, id)
      where l.customer_id = k.customer_id and l.id = k.id and l.retracted_at is null`,
    values: [keys.map((key) => key.customerId), keys.map((key) => key.id), at],
  });
}
