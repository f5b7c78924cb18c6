import type { Reader, Writer } from '../../sdk';

export type ModelState = 'draft' | 'approved' | 'retired';

/** A value model as it is kept: the document never changes, its state does. */
export interface ModelRecord {
  readonly hash: string;
  readonly name: string;
  readonly state: ModelState;
  readonly document: Readonly<Record<string, unknown>>;
  readonly baseHash: string | null;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
}

export interface ModelDecision {
  readonly modelHash: string;
  readonly decision: 'approved' | 'retired';
  readonly decidedAt: Date;
  readonly decidedBy: string;
  readonly previousHash: string | null;
  readonly comparison: Readonly<Record<string, unknown>> | null;
}

const columns = `hash, name, state, document, base_hash as "baseHash", note, created_at as "createdAt",
  created_by as "createdBy", approved_at as "approvedAt", approved_by as "approvedBy"`;

export function listModels(reader: Reader, state: ModelState | null): Promise<readonly ModelRecord[]> {
  return reader.query<ModelRecord>({
    text: `select ${columns} from core.value_model where $1::text is null or state = $1
      order by created_at desc, hash limit 200`,
    values: [state],
  });
}

/** By the hash or its first digits, where they name one document. */
export async function readModel(reader: Reader, hash: string): Promise<ModelRecord | null> {
  if (!/^[0-9a-f]{6,64}$/.test(hash)) return null;
  const rows = await reader.query<ModelRecord>({
    text: `select ${columns} from core.value_model where hash >= $1 and hash < $1 || 'g' order by hash limit 2`,
    values: [hash],
  });
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

export function readDecisions(reader: Reader, hashes: readonly string[]): Promise<readonly ModelDecision[]> {
  return reader.query<ModelDecision>({
    text: `select model_hash as "modelHash", decision, decided_at as "decidedAt", decided_by as "decidedBy",
        previous_hash as "previousHash", comparison
      from core.value_model_decision where model_hash = any($1::text[]) order by decided_at desc, id`,
    values: [hashes],
  });
}

export type NewDraft = Pick<ModelRecord, 'hash' | 'name' | 'document' | 'baseHash' | 'note'> & {
  readonly at: Date;
  readonly by: string;
};

/** Stores a document once; answers whether it is new. */
export async function insertDraft(writer: Writer, draft: NewDraft): Promise<boolean> {
  const inserted = await writer.execute({
    text: `insert into core.value_model (hash, name, state, document, created_at, base_hash, created_by, note)
      values ($1, $2, 'draft', $3::jsonb, $4, $5, $6, $7) on conflict (hash) do nothing`,
    values: [draft.hash, draft.name, JSON.stringify(draft.document), draft.at, draft.baseHash, draft.by, draft.note],
  });
  return inserted === 1;
}

export async function retireModel(writer: Writer, hash: string): Promise<void> {
  await writer.execute({ text: `update core.value_model set state = 'retired' where hash = $1`, values: [hash] });
}

export type NewDecision = Omit<ModelDecision, 'comparison'> & {
  readonly id: string;
  readonly comparison: object | null;
};

export async function insertDecision(writer: Writer, decision: NewDecision): Promise<void> {
  const { id, modelHash, decidedAt, decidedBy, previousHash, comparison } = decision;
  await writer.execute({
    text: `insert into core.value_model_decision (id, model_hash, decision, decided_at, decided_by, previous_hash, comparison)
      values ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
    values: [
      id,
      modelHash,
      decision.decision,
      decidedAt,
      decidedBy,
      previousHash,
      comparison === null ? null : JSON.stringify(comparison),
    ],
  });
}

/** Tells every instance, once the transaction is committed, that another model is in force. */
export async function announceModel(writer: Writer, hash: string): Promise<void> {
  await writer.query({ text: `select pg_notify('core_value_model', $1)`, values: [hash] });
}
