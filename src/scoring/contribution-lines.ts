import type { Registry } from '../kernel/registry';
import { encodeGlobalId } from '../shared/global-id';
import { groupBy } from '../shared/group-by';
import {
  type Assessed,
  type ComponentId,
  compareText,
  type EventReference,
  type FigureLabel,
  marginalLoss,
  type ValueLine,
} from '../value';
import type { ContributionGrouping } from './contributions';

/** A part of a value. The lines of a list add up to the value. */
export interface ContributionLine {
  readonly label: string;
  readonly value: number;
  /** What the value would lose without the line's evidence; null on a line that sums up others. */
  readonly marginalLoss: number | null;
  readonly basis: FigureLabel;
  /** Null where the line brings together evidence of several components. */
  readonly component: ComponentId | null;
  readonly plugin: string | null;
  readonly signal: string | null;
  /** 0 for a line of its own; on the last line, how many further ones it sums up. */
  readonly folded: number;
  readonly evidence: ContributionEvidence | null;
  readonly needId: string | null;
}

/** The event behind a line. The names in snake case are the keys the executor loads the interaction by. */
export interface ContributionEvidence {
  readonly customer_id: number;
  readonly interaction_id: string;
  /** Opaque id of the same. */
  readonly interactionId: string;
  readonly path: string | null;
  readonly occurredAt: Date;
  /** Null where no hook scored it, such as the cost of a contact. */
  readonly pluginVersion: string | null;
}

/** Where titles of plugins come from; a plugin that is not configured any more goes by its id. */
export type Titles = Pick<Registry, 'plugins' | 'absent'>;

/** Points of the value asked for per point of each component: 1 for the component itself, its share for the index. */
export type Shares = Readonly<Partial<Record<ComponentId, number>>>;

/** Lines of one group, weighed by the shares. */
interface Group {
  readonly key: string;
  readonly lines: readonly ValueLine[];
  readonly value: number;
}

/** A line with the contribution of the log it comes from, where it is one event's. */
export type TracedLine = ValueLine & {
  readonly row?: { readonly path: string | null; readonly pluginVersion: string };
};

export interface Shown {
  readonly assessed: Assessed;
  readonly customerId: number;
  readonly shares: Shares;
  readonly by: ContributionGrouping;
  readonly first: number | undefined;
  readonly titles: Titles;
}

/** The strongest groups of lines, and one that sums up the others: nothing is left out silently. */
export function contributionLines(lines: readonly TracedLine[], shown: Shown): readonly ContributionLine[] {
  const wanted = lines.filter(({ component }) => shown.shares[component] !== undefined);
  const groups = [...groupBy(wanted, (line) => groupKey(line, shown.by))]
    .map(([key, own]): Group => ({ key, lines: own, value: weighed(own, shown.shares) }))
    .toSorted((left, right) => Math.abs(right.value) - Math.abs(left.value) || compareText(left.key, right.key));
  const rest = groups.slice(shown.first ?? groups.length);
  const own = groups.slice(0, shown.first ?? groups.length).map((group) => lineOf(group, shown));
  return rest.length === 0 ? own : [...own, restLine(rest)];
}

export const sumOf = (lines: readonly { readonly value: number }[]): number =>
  lines.reduce((sum, { value }) => sum + value, 0);

const weighed = (lines: readonly ValueLine[], shares: Shares): number =>
  lines.reduce((sum, { component, value }) => sum + (shares[component] ?? 0) * value, 0);

/** Ids of events are shared by the components, so that an event is one line of the index. */
function groupKey({ plugin, signal, id }: ValueLine, by: ContributionGrouping): string {
  if (by === 'plugin') return plugin;
  return by === 'signal' ? (signal ?? id) : id;
}

function lineOf({ key, lines, value }: Group, { assessed, customerId, shares, by, titles }: Shown): ContributionLine {
  const [first] = lines;
  const removals = lines.flatMap((line) => line.removals);
  const components = new Set(lines.map(({ component }) => component));
  return {
    label: by === 'plugin' ? pluginTitle(key, titles) : lineLabel(first, key, titles),
    value,
    marginalLoss: marginalLoss(assessed, removals, shares),
    basis: weakest(lines),
    component: components.size === 1 ? (first?.component ?? null) : null,
    plugin: first?.plugin ?? null,
    signal: by === 'plugin' ? null : (first?.signal ?? null),
    folded: 0,
    evidence: by === 'event' && first !== undefined ? evidenceOf(first, customerId) : null,
    needId: by === 'plugin' ? null : needIdOf(removals, customerId),
  };
}

function restLine(rest: readonly Group[]): ContributionLine {
  return {
    label: `${rest.length} more`,
    value: sumOf(rest),
    marginalLoss: null,
    basis: weakest(rest.flatMap(({ lines }) => lines)),
    component: null,
    plugin: null,
    signal: null,
    folded: rest.length,
    evidence: null,
    needId: null,
  };
}

/** A sum is no better than the weakest of what it rests on. */
function weakest(lines: readonly ValueLine[]): FigureLabel {
  const order = ['allocated', 'modelled', 'causal'] as const;
  return order.find((label) => lines.some(({ basis }) => basis === label)) ?? 'recorded';
}

const ownTitles: Readonly<Record<string, string>> = { core: 'The relationship as such', ledger: 'Ledger' };

function pluginTitle(id: string, titles: Titles): string {
  const running = titles.plugins.find(({ manifest }) => manifest.id === id)?.manifest.title;
  const known = running ?? ownTitles[id];
  if (known !== undefined) return known;
  const title = titles.absent.find((plugin) => plugin.id === id)?.title ?? id;
  return `${title} (${notRunning})`;
}

/** What a plugin has said counts on while it does not run; whoever reads the figure should know that nothing new is heard. */
const notRunning = 'plugin not running, as last scored';

function lineLabel(line: TracedLine | undefined, key: string, { plugins }: Titles): string {
  if (line === undefined) return key;
  const isHeard = ownTitles[line.plugin] !== undefined || plugins.some(({ manifest }) => manifest.id === line.plugin);
  return isHeard ? line.label : `${line.label} (${notRunning})`;
}

function evidenceOf({ event, row }: TracedLine, customerId: number): ContributionEvidence | null {
  return event === null ? null : eventEvidence(event, customerId, row);
}

export function eventEvidence(
  { eventId, occurredAt }: EventReference,
  customerId: number,
  row?: TracedLine['row'],
): ContributionEvidence {
  return {
    customer_id: customerId,
    interaction_id: eventId,
    interactionId: encodeGlobalId('Interaction', customerId, eventId),
    path: row?.path ?? null,
    occurredAt: new Date(occurredAt),
    pluginVersion: row?.pluginVersion ?? null,
  };
}

function needIdOf(removals: ValueLine['removals'], customerId: number): string | null {
  const [only] = removals;
  return only?.kind === 'case' ? encodeGlobalId('Need', customerId, only.id) : null;
}
