import type { Assessed } from './leave-out';
import type { ValueLine } from './line';
import type { ModelDocument } from './model/document';

/** Names that neither model nor evidence hold. */
export interface Naming {
  /** A person of our own, by the id that evidence keeps. */
  readonly actor: (id: string) => string;
}

/** The lines of all components by signal: kinds of evidence, and each request, channel, person and kind of money. */
export function linesBySignal(assessed: Assessed, naming: Naming): readonly ValueLine[] {
  return [...engagementLines(assessed), ...reciprocityLines(assessed), ...commonLines(assessed, naming)];
}

/** Those that are the same whether lines stand for kinds of evidence or for events. */
export function commonLines(assessed: Assessed, naming: Naming): readonly ValueLine[] {
  return [...serviceLines(assessed), ...durabilityLines(assessed, naming), ...moneyLines(assessed)];
}

function engagementLines({ assessment, model }: Assessed): readonly ValueLine[] {
  return assessment.engagement.signals
    .filter(({ rate }) => rate !== 0)
    .map(({ signal, value, sum }) => ({
      ...ofSignal(signal, model),
      component: 'engagement',
      id: `engagement ${signal}`,
      value,
      removals: [{ kind: 'sum', signal, amount: sum }],
    }));
}

function reciprocityLines({ assessment, evidence, model }: Assessed): readonly ValueLine[] {
  const { inbound, outbound } = assessment.reciprocity;
  const signals = new Set([...inbound.leaves.keys(), ...outbound.leaves.keys()]);
  return [...signals].map((signal) => ({
    ...ofSignal(signal, model),
    component: 'reciprocity',
    id: `reciprocity ${signal}`,
    value: (inbound.leaves.get(signal) ?? 0) + (outbound.leaves.get(signal) ?? 0),
    removals: [{ kind: 'dialogue', signal, amount: evidence.dialogue.get(signal) ?? 0 }],
  }));
}

/** What all lines of a signal share. */
export function ofSignal(signal: string, model: ModelDocument) {
  const declared = model.signals[signal];
  return {
    signal,
    plugin: declared?.plugin ?? '',
    label: declared?.title ?? signal,
    basis: 'recorded',
    event: null,
  } as const;
}

function serviceLines({ assessment, evidence }: Assessed): readonly ValueLine[] {
  const { lines } = assessment.service;
  return [...evidence.requests, ...evidence.needs].flatMap(({ id, plugin, label }): readonly ValueLine[] => {
    const value = lines.get(id);
    if (value === undefined) return [];
    const removals = [{ kind: 'case', id }] as const;
    return [
      {
        component: 'service',
        id: `service ${id}`,
        plugin,
        signal: null,
        label,
        basis: 'recorded',
        value,
        event: null,
        removals,
      },
    ];
  });
}

/** Durability is shown under the core: it is about channels and people, not about what one plugin does. */
function durabilityLines({ assessment, evidence, model }: Assessed, naming: Naming): readonly ValueLine[] {
  const { tenure, diversity, continuity, threading } = assessment.durability;
  const line = (id: string, label: string, value: number, rest: Pick<ValueLine, 'event' | 'removals'>): ValueLine => {
    return {
      component: 'durability',
      id: `durability ${id}`,
      plugin: 'core',
      signal: null,
      label,
      basis: 'recorded',
      value,
      ...rest,
    };
  };
  const periodLabel = (period: string) =>
    `Active ${Number(period) * model.durability.periodDays} to ${(Number(period) + 1) * model.durability.periodDays} days ago`;
  return [
    ...(evidence.first === null
      ? []
      : [
          line('tenure', 'How long we know each other', tenure, {
            event: evidence.first,
            removals: [{ kind: 'tenure' }],
          }),
        ]),
    ...[...diversity.lines].map(([id, value]) =>
      line(`channel ${id}`, `Channel: ${model.channels[id]?.title ?? id}`, value, {
        event: null,
        removals: [{ kind: 'channel', id }],
      }),
    ),
    ...[...continuity.lines].map(([id, value]) =>
      line(`period ${id}`, periodLabel(id), value, {
        event: evidence.periods.get(Number(id)) ?? null,
        removals: [{ kind: 'period', id }],
      }),
    ),
    ...[...threading.lines].map(([id, value]) =>
      line(`person ${id}`, `Our contact: ${naming.actor(id)}`, value, {
        event: null,
        removals: [{ kind: 'actor', id }],
      }),
    ),
  ];
}

function moneyLines({ assessment, evidence }: Assessed): readonly ValueLine[] {
  return evidence.money.map(({ id, plugin, label, basis, amountMinor, evidence: event }) => ({
    component: 'money',
    id: `money ${id}`,
    plugin,
    signal: null,
    label,
    basis,
    value: amountMinor * assessment.money.ratePerMinorUnit,
    event,
    removals: [{ kind: 'money', id }],
  }));
}
