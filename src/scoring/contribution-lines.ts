import type { Registry } from '../kernel/registry';
import { encodeGlobalId } from '../shared/global-id';
import { groupBy } from '../shared/group-by';
import { compareText, type ModelDocument } from '../value';
import type { Evaluation } from './evaluate';
import type { EventLineRow } from './event-lines.store';

/** A part of a component's value. The lines of a list add up to the value. */
export interface ContributionLine {
  readonly label: string;
  readonly value: number;
  readonly plugin: string | null;
  readonly signal: string | null;
  /** 0 for a line of its own; on the last line, how many further ones it sums up. */
  readonly folded: number;
  readonly evidence: ContributionEvidence | null;
}

/** The event behind a line. The names in snake case are the keys the executor loads the interaction by. */
export interface ContributionEvidence {
  readonly customer_id: number;
  readonly interaction_id: string;
  /** Opaque id of the same. */
  readonly interactionId: string;
  readonly path: string | null;
  readonly occurredAt: Date;
  readonly pluginVersion: string;
}

/** Where titles of plugins come from; a plugin that is no longer installed goes by its id. */
export type Titles = Pick<Registry, 'plugins'>;

export function linesBySignal({ engagement }: Evaluation, model: ModelDocument): readonly ContributionLine[] {
  return engagement.signals
    .filter(({ rate }) => rate !== 0)
    .map(({ signal, value }) => line({ label: titleOf(signal, model), value, plugin: pluginOf(signal, model), signal }))
    .toSorted(strongestFirst);
}

export function linesByPlugin(
  evaluation: Evaluation,
  model: ModelDocument,
  { plugins }: Titles,
): readonly ContributionLine[] {
  const groups = groupBy(linesBySignal(evaluation, model), ({ plugin }) => plugin ?? '');
  return [...groups]
    .map(([plugin, lines]) => {
      const label = plugins.find(({ manifest }) => manifest.id === plugin)?.manifest.title ?? plugin;
      return line({ label, value: sumOf(lines), plugin, signal: null });
    })
    .toSorted(strongestFirst);
}

/** @param rows those of one evaluation, strongest first */
export function linesByEvent(rows: readonly EventLineRow[], model: ModelDocument): readonly ContributionLine[] {
  const lines = rows.map((row) => ({
    ...line({ label: titleOf(row.signal, model), value: row.value, plugin: row.plugin, signal: row.signal }),
    evidence: {
      customer_id: row.customer_id,
      interaction_id: row.event_id,
      interactionId: encodeGlobalId('Interaction', row.customer_id, row.event_id),
      path: row.evidence_path,
      occurredAt: row.occurred_at,
      pluginVersion: row.plugin_version,
    },
  }));
  const [first] = rows;
  return first === undefined ? [] : withRest(lines, first.lines - lines.length, first.total - sumOf(lines));
}

/** The first lines, and one that sums up the others: nothing is left out silently. */
export function fold(lines: readonly ContributionLine[], first: number | undefined): readonly ContributionLine[] {
  const shown = lines.slice(0, first ?? lines.length);
  const rest = lines.slice(shown.length);
  return withRest(shown, rest.length, sumOf(rest));
}

export const sumOf = (lines: readonly { readonly value: number }[]): number =>
  lines.reduce((sum, { value }) => sum + value, 0);

function withRest(lines: readonly ContributionLine[], folded: number, value: number): readonly ContributionLine[] {
  if (folded === 0) return lines;
  return [...lines, { ...line({ label: `${folded} more`, value, plugin: null, signal: null }), folded }];
}

function line(given: Pick<ContributionLine, 'label' | 'value' | 'plugin' | 'signal'>): ContributionLine {
  return { ...given, folded: 0, evidence: null };
}

function strongestFirst(left: ContributionLine, right: ContributionLine): number {
  return Math.abs(right.value) - Math.abs(left.value) || compareText(nameOf(left), nameOf(right));
}

const nameOf = ({ signal, plugin }: ContributionLine): string => signal ?? plugin ?? '';
const titleOf = (signal: string, model: ModelDocument): string => model.signals[signal]?.title ?? signal;
const pluginOf = (signal: string, model: ModelDocument): string | null => model.signals[signal]?.plugin ?? null;
