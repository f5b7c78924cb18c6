import type { Reader, Writer } from '../sdk';

interface StoredModel {
  readonly hash: string;
  readonly document: unknown;
}

/** One starting instance at a time may look at the model in force and change it; held until the transaction ends. */
export async function lockModels(writer: Writer): Promise<void> {
  await writer.query({ text: `select pg_advisory_xact_lock(hashtextextended('core.value_model', 0))` });
}

export async function readModelInForce(reader: Reader): Promise<StoredModel | null> {
  const rows = await reader.query<StoredModel>({
    text: `select hash, document from core.value_model where state = 'approved'`,
  });
  return rows[0] ?? null;
}

export interface ModelApproval {
  readonly hash: string;
  readonly name: string;
  readonly document: unknown;
  readonly at: Date;
  readonly by: string;
}

/** Puts a document in force and retires the one before. A document that was retired earlier comes back. */
export async function approveModel(writer: Writer, { hash, name, document, at, by }: ModelApproval): Promise<void> {
  await writer.execute({ text: `update core.value_model set state = 'retired' where state = 'approved'` });
  await writer.execute({
    text: `
      insert into core.value_model (hash, name, state, document, created_at, approved_at, approved_by)
      values ($1, $2, 'approved', $3::jsonb, $4, $4, $5)
      on conflict (hash) do update set state = 'approved', approved_at = excluded.approved_at,
        approved_by = excluded.approved_by`,
    values: [hash, name, JSON.stringify(document), at.toISOString(), by],
  });
}
