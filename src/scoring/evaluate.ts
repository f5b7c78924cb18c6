import type { Reader } from '../sdk';
import { groupBy } from '../shared/group-by';
import {
  type Assessment,
  assess,
  countedRows,
  type Evidence,
  evidenceFromLog,
  type ModelDocument,
  noEvidence,
} from '../value';
import { evidenceFromBuckets } from './bucket-evidence';
import { bucketShape } from './bucket-shape';
import { type EvidenceRow, readEvidenceAt } from './evidence-at.store';
import { type HistoryEntry, readHistories } from './history.store';
import { byQuotes, moneyEvidence, servedEvidence } from './records';
import { type MoneyDetail, type MoneyRow, type NeedRow, readMoney, readNeeds } from './records.store';
import { isWhole, type ValueRequest } from './value-request';

/** A value at an instant, with what it was computed from. */
export interface Evaluation extends Assessment {
  readonly customerId: number;
  readonly at: Date;
  readonly request: ValueRequest;
  readonly evidence: Evidence;
}

/** An evaluation with the contributions of the log it rests on, and those that share daily caps with them. */
export interface LogEvaluation extends Evaluation {
  readonly rows: readonly CountedEntry[];
  readonly all: readonly CountedEntry[];
}

export type CountedEntry = HistoryEntry & { readonly counted: number };

/**
 * Exact values in the order of the requests; null for customers whose value is not computed. Three statements for all of
 * them. From buckets and the one partial epoch where they can answer, otherwise from the log: both give the same bits.
 *
 * @param model a document whose half-lives the buckets are kept for; for others use {@link evaluateFromLog}
 */
export async function evaluate(
  reader: Reader,
  requests: readonly ValueRequest[],
  model: ModelDocument,
): Promise<readonly (Evaluation | null)[]> {
  if (requests.length === 0) return [];
  if (!requests.every(isWhole)) return evaluateFromLog(reader, requests, model, 'kinds');
  const rows = groupBy(await readEvidenceAt(reader, requests, model), ({ slot }) => slot);
  const records = await readRecords(reader, requests, model, 'kinds');
  const shape = bucketShape(model);
  const others = requests.filter((_, index) => isOfOtherShape(rows.get(index + 1) ?? [], shape));
  const fromLog = await evaluateFromLog(reader, others, model, 'kinds');
  return requests.map((request, index) => {
    const own = rows.get(index + 1);
    if (own === undefined) return null;
    if (isOfOtherShape(own, shape)) return fromLog[others.indexOf(request)] ?? null;
    const at = request.at.getTime();
    return evaluationOf(request, { ...evidenceFromBuckets(own, at, model), ...records(index, at) }, model);
  });
}

/** After a change of half-lives or caps, until the customer's buckets are rebuilt, the log answers: with the same bits. */
function isOfOtherShape(rows: readonly EvidenceRow[], shape: string): boolean {
  const known = rows.find(({ part }) => part === 'known');
  return known?.part === 'known' && known.signal !== null && known.signal !== shape;
}

/** The definition: from the log alone, under any model, as known at any instant, per brand or person. Three statements. */
export async function evaluateFromLog(
  reader: Reader,
  requests: readonly ValueRequest[],
  model: ModelDocument,
  detail: MoneyDetail,
): Promise<readonly (LogEvaluation | null)[]> {
  if (requests.length === 0) return [];
  const histories = await readHistories(reader, requests, model);
  const records = await readRecords(reader, requests, model, detail);
  return requests.map((request, index) => {
    const history = histories[index];
    if (history === null || history === undefined) return null;
    const at = request.at.getTime();
    const all = countedRows(history, model);
    const rows = all.filter((row) => isAbout(row, request));
    const evidence = { ...evidenceFromLog(rows, model, at), ...records(index, at) };
    return { ...evaluationOf(request, evidence, model), rows, all };
  });
}

/** How these customers are served, consumers included: no other component is computed. One statement. */
export async function evaluateService(
  reader: Reader,
  requests: readonly ValueRequest[],
  model: ModelDocument,
): Promise<readonly Evaluation[]> {
  if (requests.length === 0) return [];
  const needs = groupBy(await readNeeds(reader, requests), ({ slot }: NeedRow) => slot);
  return requests.map((request, index) => {
    const served = servedEvidence(needs.get(index + 1) ?? [], request.at.getTime(), model);
    return evaluationOf(request, { ...noEvidence, ...served }, model);
  });
}

function isAbout({ brandId, actorId }: HistoryEntry, request: ValueRequest): boolean {
  return brandId === (request.brandId ?? brandId) && actorId === (request.actorId ?? actorId);
}

function evaluationOf(request: ValueRequest, evidence: Evidence, model: ModelDocument): Evaluation {
  const { customerId, at } = request;
  return { ...assess(evidence, model), customerId, at, request, evidence };
}

type Records = Pick<Evidence, 'requests' | 'needs' | 'money' | 'unconverted'>;

async function readRecords(
  reader: Reader,
  requests: readonly ValueRequest[],
  model: ModelDocument,
  detail: MoneyDetail,
): Promise<(index: number, at: number) => Records> {
  const needs = groupBy(await readNeeds(reader, requests), ({ slot }: NeedRow) => slot);
  const money = groupBy(await readMoney(reader, requests, model, detail), ({ slot }: MoneyRow) => slot);
  const toReporting = byQuotes(model);
  return (index, at) => ({
    ...servedEvidence(needs.get(index + 1) ?? [], at, model),
    ...moneyEvidence(money.get(index + 1) ?? [], toReporting),
  });
}
