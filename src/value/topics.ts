import { groupBy } from '../shared/group-by';
import type { FigureLabel, ValueLine } from './line';
import type { ModelDocument } from './model/document';

/** What a sentence is about: all lines of the index that are told together. The values of all topics add up to the index. */
export interface Topic {
  readonly id: string;
  readonly label: string;
  readonly plugin: string;
  readonly signal: string | null;
  /** Points of the index. */
  readonly value: number;
  readonly basis: FigureLabel;
  readonly lines: readonly ValueLine[];
}

const together: Readonly<Record<string, string>> = {
  period: 'Regular contact',
  channel: 'Contact over several channels',
  person: 'Contact with several of our people',
};

/** Brings lines together: a signal with what it does in all components, entries of the ledger by kind, months of contact. */
export function topicsOf(lines: readonly ValueLine[], model: ModelDocument): readonly Topic[] {
  return [...groupBy(lines, topicId)].map(([id, own]) => {
    const [first] = own;
    const kind = first?.component === 'durability' ? together[first.id.split(' ')[1] ?? ''] : undefined;
    return {
      id,
      label: kind ?? first?.label ?? id,
      plugin: first?.plugin ?? '',
      signal: first?.signal ?? null,
      value: own.reduce((sum, { component, value }) => sum + model.composite[component] * value, 0),
      basis: own.find(({ basis }) => basis !== 'recorded')?.basis ?? 'recorded',
      lines: own,
    };
  });
}

function topicId({ component, signal, id, plugin, label, basis }: ValueLine): string {
  if (signal !== null) return signal;
  if (component === 'money') return `money ${plugin} ${label} ${basis}`;
  return component === 'durability' ? id.split(' ').slice(0, 2).join(' ') : id;
}
