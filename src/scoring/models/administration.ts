import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database';
import { RapportError } from '../../sdk';
import type { Clock } from '../../shared/clock';
import {
  diffModels,
  editModel,
  type ModelChange,
  type ModelDeclarations,
  type ModelDocument,
  type ModelEdit,
  modelHash,
  parseModelDocument,
  successorModel,
} from '../../value';
import { bucketShape } from '../bucket-shape';
import type { CurrentModel } from '../current-model';
import type { ModelInForce } from '../model';
import { approveModel, lockModels, readModelInForce } from '../model.store';
import { insertRun } from '../recalculation/run.store';
import { nameShape } from '../recalculation/shape.store';
import type { ClassJudge } from './class-judge';
import { compareModels } from './compare-models';
import type { ModelComparison } from './comparison';
import {
  announceModel,
  insertDecision,
  insertDraft,
  listModels,
  type ModelDecision,
  type ModelRecord,
  type ModelState,
  readDecisions,
  readModel,
  retireModel,
} from './model-record.store';

export interface AdministrationServices {
  readonly database: Pick<Database, 'reader' | 'transaction' | 'afterCommit'>;
  readonly current: CurrentModel;
  /** What installed plugins declare: a document must know all of it. */
  readonly declarations: () => ModelDeclarations;
  readonly clock: Clock;
  /** Classes by the figures of other rooms that a comparison tells of. */
  readonly judges?: readonly ClassJudge[];
}

/** A whole document, or changes against a stored one. */
export interface ModelProposal {
  readonly document?: unknown;
  readonly base?: string | undefined;
  readonly edits?: readonly ModelEdit[];
  readonly name?: string | undefined;
  readonly note?: string | null | undefined;
  readonly by: string;
}

export type Created = { readonly outcome: 'created' | 'exists'; readonly record: ModelRecord };
export type Refused = { readonly outcome: 'invalid'; readonly faults: readonly string[] };
export type Approved =
  | { readonly outcome: 'approved'; readonly comparison: ModelComparison; readonly recalculationId: string }
  | { readonly outcome: 'in-force' | 'incomplete' | 'overtaken'; readonly faults: readonly string[] };
export type Retired = { readonly outcome: 'retired' | 'already-retired' | 'in-force' };

export interface ComparisonOptions {
  /** Hash of the model to compare with; absent: the one in force. */
  readonly base?: string | undefined;
  /** Compares a random part of about so many customers, always the same one; absent: everybody. */
  readonly atMost?: number | undefined;
  readonly onProgress?: (customers: number) => void;
}

/** What people do with value models. Faults name what they are about; expected outcomes are answers. */
export interface ModelAdministration {
  list(state: ModelState | null): Promise<readonly ModelRecord[]>;
  /** @throws RapportError NOT_FOUND */
  read(hash: string): Promise<ModelRecord>;
  decisions(hash: string): Promise<readonly ModelDecision[]>;
  create(proposal: ModelProposal): Promise<Created | Refused>;
  diff(base: string, hash: string): Promise<readonly ModelChange[]>;
  /** Against the version in force, or another one: values of customers computed under both. Nothing is stored. */
  compare(hash: string, options?: ComparisonOptions): Promise<ModelComparison>;
  /** Compares, then puts the document in force in one step and asks for the recalculation that follows from it. */
  approve(hash: string, by: string, onProgress?: (customers: number) => void): Promise<Approved>;
  retire(hash: string, by: string): Promise<Retired>;
}

export function createAdministration(services: AdministrationServices): ModelAdministration {
  const { database, clock } = services;
  const read = async (hash: string): Promise<ModelRecord> => {
    const record = await readModel(database.reader(), hash);
    if (record !== null) return record;
    throw new RapportError('NOT_FOUND', `There is no value model ${hash}, or these digits do not name one alone.`);
  };
  const compare: ModelAdministration['compare'] = async (hash, { base: against, atMost, onProgress } = {}) => {
    const model = inForceForm(await read(hash));
    const base = against === undefined ? await inForce(services) : inForceForm(await read(against));
    const options = { at: clock.now(), judges: services.judges ?? [], atMost: atMost ?? null };
    return compareModels(database, base, model, { ...options, ...(onProgress && { onProgress }) });
  };
  return {
    list: (state) => listModels(database.reader(), state),
    read,
    decisions: async (hash) => readDecisions(database.reader(), [(await read(hash)).hash]),
    create: (proposal) => create(services, proposal, read),
    diff: async (base, hash) => diffModels(documentOf(await read(base)), documentOf(await read(hash))),
    compare,
    approve: async (hash, by, onProgress) => {
      const record = await read(hash);
      const faults = [...lacks(services, documentOf(record))];
      if (faults.length > 0) return { outcome: 'incomplete', faults };
      if (record.state === 'approved') return { outcome: 'in-force', faults: [] };
      const outcome = await decide(
        services,
        record,
        named(by),
        await compare(record.hash, { ...(onProgress && { onProgress }) }),
      );
      await database.afterCommit(() => services.current.reload(database.reader()));
      return outcome;
    },
    retire: async (hash, by) => retire(services, await read(hash), named(by)),
  };
}

const documentOf = ({ document }: ModelRecord): ModelDocument => parseModelDocument(document);
const inForceForm = (record: ModelRecord): ModelInForce => {
  return { hash: record.hash, name: record.name, document: documentOf(record) };
};

async function inForce({ database }: AdministrationServices): Promise<ModelInForce> {
  const stored = await readModelInForce(database.reader());
  if (stored === null) throw new RapportError('NOT_FOUND', 'No value model is in force.');
  const document = parseModelDocument(stored.document);
  return { hash: stored.hash, name: document.name, document };
}

function named(by: string): string {
  if (by.trim() !== '') return by.trim();
  throw new RapportError('BAD_INPUT', 'A decision about a value model needs the name of who takes it.');
}

/** What the document would have to know to score what is installed. */
function lacks({ declarations }: AdministrationServices, document: ModelDocument): readonly string[] {
  return successorModel(document, declarations())?.reasons ?? [];
}

async function create(
  { database, clock }: AdministrationServices,
  proposal: ModelProposal,
  read: (hash: string) => Promise<ModelRecord>,
): Promise<Created | Refused> {
  const base = proposal.base === undefined ? null : await read(proposal.base);
  let document: ModelDocument;
  try {
    const given = proposal.document ?? (base === null ? undefined : documentOf(base));
    if (given === undefined) return { outcome: 'invalid', faults: ['Give a document, or a base with changes.'] };
    const rename = proposal.name === undefined ? [] : [{ path: 'name', value: proposal.name }];
    document = parseModelDocument(editModel(given as ModelDocument, [...(proposal.edits ?? []), ...rename]));
  } catch (error) {
    return { outcome: 'invalid', faults: faultsOf(error) };
  }
  const hash = modelHash(document);
  const by = named(proposal.by);
  const isNew = await database.transaction((writer) =>
    insertDraft(writer, {
      hash,
      name: document.name,
      document,
      baseHash: base?.hash ?? null,
      note: proposal.note ?? null,
      at: clock.now(),
      by,
    }),
  );
  return { outcome: isNew ? 'created' : 'exists', record: await read(hash) };
}

function faultsOf(error: unknown): readonly string[] {
  if (error instanceof RangeError) return [error.message];
  const issues = (error as { readonly issues?: readonly { path: readonly PropertyKey[]; message: string }[] }).issues;
  if (issues === undefined) throw error;
  return issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
}

/** The switch itself: one transaction, for which every intake waits and after which every intake scores anew. */
function decide(
  { database, clock }: AdministrationServices,
  record: ModelRecord,
  by: string,
  comparison: ModelComparison,
): Promise<Approved> {
  return database.transaction(async (writer) => {
    await lockModels(writer);
    const before = await readModelInForce(writer);
    if (before === null || before.hash !== comparison.baseHash) {
      return { outcome: 'overtaken', faults: ['Another model came into force during the comparison. Approve again.'] };
    }
    const at = clock.now();
    const [old, document] = [parseModelDocument(before.document), documentOf(record)];
    await nameShape(writer, bucketShape(old));
    await approveModel(writer, { hash: record.hash, name: record.name, document, at, by });
    const decision = { id: randomUUID(), modelHash: record.hash, decidedAt: at, decidedBy: by };
    await insertDecision(writer, { ...decision, decision: 'approved', previousHash: before.hash, comparison });
    const source = bucketShape(old) === bucketShape(document) ? 'buckets' : 'log';
    const recalculationId = randomUUID();
    await insertRun(writer, { id: recalculationId, modelHash: record.hash, source, requestedBy: by, at });
    await announceModel(writer, record.hash);
    return { outcome: 'approved', comparison, recalculationId };
  });
}

function retire({ database, clock }: AdministrationServices, { hash }: ModelRecord, by: string): Promise<Retired> {
  return database.transaction(async (writer) => {
    await lockModels(writer);
    const record = await readModel(writer, hash);
    if (record?.state === 'approved') return { outcome: 'in-force' };
    if (record?.state === 'retired') return { outcome: 'already-retired' };
    await retireModel(writer, hash);
    const decision = { id: randomUUID(), modelHash: hash, decidedAt: clock.now(), decidedBy: by };
    await insertDecision(writer, { ...decision, decision: 'retired', previousHash: null, comparison: null });
    return { outcome: 'retired' };
  });
}
