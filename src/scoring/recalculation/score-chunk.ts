import { isolationOf } from '../../isolation';
import type { Owner, Registry } from '../../kernel/registry';
import type { BatchScoringHook, Contribution, ContributionColumns } from '../../sdk';
import type { ModelInForce } from '../model';
import { type CheckedContribution, faultOf, mostContributions, runAgain, runHook } from '../run-hook';
import { checkedEvidence, contributionOf, ownEvidence } from '../score-event';
import type { ScoredContribution, ScoredEvidence } from '../scoring';
import { type EventChunk, eventAt } from './event-chunk';
import { PerEvent } from './per-event';
import { selectEvents } from './select-events';

/** What hooks say of a chunk's events: the same as `scoreEvent` of each, without its costs and faults. */
export interface ScoredChunk {
  readonly contributions: PerEvent<ScoredContribution>;
  readonly evidence: PerEvent<ScoredEvidence>;
}

/** @throws PluginFault when a plugin in a thread of its own does not answer: what it said before is to stand */
export async function scoreChunk(
  registry: Registry,
  model: ModelInForce,
  chunk: EventChunk,
  brandIds: ReadonlyMap<string, number>,
): Promise<ScoredChunk> {
  const { length } = chunk.columns;
  const scored = {
    contributions: new PerEvent<ScoredContribution>(length),
    evidence: new PerEvent<ScoredEvidence>(length),
  };
  for (const [owner, rows] of rowsByOwner(registry, chunk)) {
    const take = taking(registry, model, owner, { chunk, brandIds, scored });
    if (isolationOf(registry).workerOf(owner.id) !== undefined) {
      const inputs = rows.map((row) => eventAt(chunk, row, [], brandIds));
      const answers = await runAgain({ registry, owner, inputs, modelVersion: model.hash });
      for (const [place, row] of rows.entries()) for (const said of answers[place] ?? []) take(row, said);
      continue;
    }
    const batch = registry.batchHooks.get(owner.id)?.value;
    if (batch !== undefined && scoreTogether(batch, { registry, model, owner, chunk, rows }, take)) continue;
    for (const row of rows) {
      const answer = runHook(registry, eventAt(chunk, row, [], brandIds), model.hash);
      for (const checked of answer.contributions) take(row, checked);
    }
  }
  return scored;
}

/** The events of each plugin that has a hook, in their order. */
function rowsByOwner({ interactionTypes, hooks }: Registry, { columns }: EventChunk): ReadonlyMap<Owner, number[]> {
  const { values, codes } = columns.type;
  const rows = new Map<Owner, number[]>();
  const lists = values.map((type) => {
    const owner = interactionTypes.get(type)?.owner;
    if (owner === undefined || !hooks.has(owner.id)) return undefined;
    const list = rows.get(owner) ?? [];
    rows.set(owner, list);
    return list;
  });
  for (let row = 0; row < codes.length; row += 1) lists[codes[row] ?? -1]?.push(row);
  return rows;
}

type Take = (row: number, checked: CheckedContribution) => void;

interface Filled {
  readonly chunk: EventChunk;
  readonly brandIds: ReadonlyMap<string, number>;
  readonly scored: ScoredChunk;
}

/** Puts down what a contribution that keeps to the contract says under the model. */
function taking(
  registry: Registry,
  { document }: ModelInForce,
  { id, version }: Owner,
  { chunk, brandIds, scored }: Filled,
): Take {
  const find = ownEvidence(registry, id, document);
  const said = { plugin: id, pluginVersion: version };
  return (row, checked) => {
    const contribution = contributionOf(checked, chunk.columns.count[row] ?? 1, said, document);
    if (contribution !== undefined) scored.contributions.add(row, contribution);
    const { adoption } = checked.contribution;
    if (adoption === undefined) return;
    const evidence = checkedEvidence(checked.ordinal, adoption, find, brandIds);
    if (evidence !== undefined) scored.evidence.add(row, evidence);
  };
}

interface OwnRows {
  readonly registry: Registry;
  readonly model: ModelInForce;
  readonly owner: Owner;
  readonly chunk: EventChunk;
  readonly rows: readonly number[];
}

/** False when the batch fails: nothing is then taken, and the events are to be scored one by one. */
function scoreTogether(hook: BatchScoringHook, { registry, model, owner, chunk, rows }: OwnRows, take: Take): boolean {
  const answer = answerOf(hook, chunk, rows, model.hash);
  if (answer === undefined) return false;
  let [before, ordinal] = [-1, 0];
  for (let place = 0; place < answer.row.length; place += 1) {
    const event = answer.row[place] ?? -1;
    ordinal = event === before ? ordinal + 1 : 0;
    before = event;
    if (ordinal >= mostContributions) continue;
    const row = rows[event] ?? -1;
    const contribution = contributionAt(answer, place);
    if (faultOf(contribution, registry, owner.id, chunk.columns.count[row] ?? 1) !== null) continue;
    take(row, { ordinal, contribution });
  }
  return true;
}

function answerOf(
  hook: BatchScoringHook,
  { columns }: EventChunk,
  rows: readonly number[],
  modelVersion: string,
): ContributionColumns | undefined {
  const events = selectEvents(columns, rows);
  // As at intake: a hook that changed an event would say of it something else than it says now.
  for (const details of events.details) Object.freeze(details);
  try {
    const answer = hook(events, { modelVersion, params: {} });
    return fitsTogether(answer, rows.length) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function fitsTogether({ row, signal, amount, path, units, minutes, adoption }: ContributionColumns, length: number) {
  for (const column of [signal, amount, path, units, minutes, adoption]) {
    if (column !== undefined && column.length !== row.length) return false;
  }
  let before = 0;
  for (const event of row) {
    if (!(Number.isInteger(event) && event >= before && event < length)) return false;
    before = event;
  }
  return true;
}

type Optional = { -readonly [Key in keyof Contribution]: Contribution[Key] | undefined };

function contributionAt({ signal, amount, path, units, minutes, adoption }: ContributionColumns, place: number) {
  const contribution: Optional = {
    signal: signal[place] ?? '',
    amount: amount[place] ?? Number.NaN,
    path: path?.[place],
    units: units?.[place],
    minutes: minutes?.[place],
    adoption: adoption?.[place],
  };
  return contribution as Contribution;
}
