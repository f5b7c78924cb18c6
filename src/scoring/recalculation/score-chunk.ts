import { isolationOf, reasonOf } from '../../isolation';
import type { Owner, Registry } from '../../kernel/registry';
import type { BatchScoringHook, Contribution, ContributionColumns } from '../../sdk';
import { faultOf } from '../contribution-fault';
import type { ModelInForce } from '../model';
import { type CheckedContribution, mostContributions, runAgain, runHook } from '../run-hook';
import { checkedEvidence, contributionOf, ownEvidence } from '../score-event';
import type { ScoredContribution, ScoredEvidence } from '../scoring';
import { type EventChunk, eventAt } from './event-chunk';
import { PerEvent } from './per-event';
import { selectEvents } from './select-events';

/** What hooks say of a chunk's events: the same as `scoreEvent` of each, without its costs and faults. */
export interface ScoredChunk {
  readonly contributions: PerEvent<ScoredContribution>;
  readonly evidence: PerEvent<ScoredEvidence>;
  /** Places of customers of whose events a hook failed to say anything. */
  readonly silent: ReadonlySet<number>;
}

/** @throws PluginFault when a plugin in a thread of its own does not answer: what it said before is to stand */
export async function scoreChunk(
  registry: Registry,
  model: ModelInForce,
  chunk: EventChunk,
  brandIds: ReadonlyMap<string, number>,
): Promise<ScoredChunk> {
  const { length } = chunk.columns;
  const silent = new Set<number>();
  const scored = {
    contributions: new PerEvent<ScoredContribution>(length),
    evidence: new PerEvent<ScoredEvidence>(length),
    silent,
  };
  for (const [owner, rows] of rowsByOwner(registry, chunk)) {
    const take = taking(registry, model, owner, { chunk, brandIds, scored });
    if (isolationOf(registry).workerOf(owner.id) !== undefined) {
      const inputs = rows.map((row) => eventAt(chunk, row, [], brandIds));
      const answers = await runAgain({ registry, owner, inputs, modelVersion: model.hash });
      for (const [place, row] of rows.entries()) {
        const answer = answers[place] ?? null;
        if (answer === null) silent.add(chunk.slots[row] ?? -1);
        else for (const said of answer) take(row, said);
      }
      continue;
    }
    const started = performance.now();
    const faults = new Faults();
    const batch = registry.batchHooks.get(owner.id)?.value;
    const isDone = batch !== undefined && scoreTogether(batch, { registry, model, owner, chunk, rows, faults }, take);
    for (const row of isDone ? [] : rows) {
      const answer = runHook(registry, eventAt(chunk, row, [], brandIds), model.hash);
      for (const checked of answer.contributions) take(row, checked);
      for (const { reason } of answer.faults) faults.add(reason);
      if (answer.failure !== null) silent.add(chunk.slots[row] ?? -1);
    }
    const slot = isolationOf(registry).slot(owner.id, 'score', 'recalculation');
    slot.note(performance.now() - started, faults.told());
  }
  return scored;
}

/** What a hook did wrong in a chunk. */
class Faults {
  #count = 0;
  #first: string | undefined;

  add(reason: string): void {
    this.#count += 1;
    this.#first ??= reason;
  }

  told(): { readonly count: number; readonly cause: Error } | null {
    return this.#first === undefined ? null : { count: this.#count, cause: new Error(this.#first) };
  }
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
  readonly faults: Faults;
}

/** False when the batch fails: nothing is then taken, and the events are to be scored one by one. */
function scoreTogether(hook: BatchScoringHook, own: OwnRows, take: Take): boolean {
  const { registry, owner, chunk, rows, faults } = own;
  const answer = answerOf(hook, own);
  if (answer === undefined) return false;
  let [before, ordinal] = [-1, 0];
  for (let place = 0; place < answer.row.length; place += 1) {
    const event = answer.row[place] ?? -1;
    ordinal = event === before ? ordinal + 1 : 0;
    before = event;
    if (ordinal >= mostContributions) continue;
    const row = rows[event] ?? -1;
    const contribution = contributionAt(answer, place);
    const fault = faultOf(contribution, registry, owner.id, chunk.columns.count[row] ?? 1);
    if (fault === null) take(row, { ordinal, contribution });
    else faults.add(fault.reason);
  }
  return true;
}

function answerOf(hook: BatchScoringHook, { chunk, rows, model, faults }: OwnRows): ContributionColumns | undefined {
  const events = selectEvents(chunk.columns, rows);
  // As at intake: a hook that changed an event would say of it something else than it says now.
  for (const details of events.details) Object.freeze(details);
  try {
    const answer = hook(events, { modelVersion: model.hash, params: {} });
    if (fitsTogether(answer, rows.length)) return answer;
    faults.add('the batch hook answered columns that do not fit together');
  } catch (error) {
    faults.add(`the batch hook threw: ${reasonOf(error)}`);
  }
  return undefined;
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
