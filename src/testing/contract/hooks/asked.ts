import { withFixedChance } from '../../../kernel/check/fixed-chance';
import type { Contribution, InteractionEvent, Plugin, ScoreContext, ScoringHook } from '../../../sdk';
import { type Finding, finder } from '../finding';
import type { Subject } from '../subject';

/** What a hook said of an event: contributions, or that it threw. */
export type Said = { readonly answer: unknown } | { readonly thrown: unknown };

export const scoreContext: ScoreContext = Object.freeze({ modelVersion: 'contract', params: Object.freeze({}) });

/** A clock and dice that a hook might look at. The instants differ in every part of a time. */
export const chances = {
  now: { now: Date.UTC(2026, 0, 5, 9, 7, 31, 417), random: 0.25 },
  later: { now: Date.UTC(2031, 6, 20, 17, 42, 58, 93), random: 0.75 },
} as const;

export type Chance = (typeof chances)[keyof typeof chances];

/** Asks the hook about one event, under a fixed clock and fixed dice. */
export function asked(score: ScoringHook, event: InteractionEvent, chance: Chance = chances.now): Said {
  return withFixedChance(chance, () => {
    try {
      return { answer: score(event, scoreContext) };
    } catch (thrown) {
      return { thrown };
    }
  });
}

/** The contributions, where the answer is a list of them at all. */
export function contributionsOf(said: Said): readonly Contribution[] | null {
  return 'answer' in said && Array.isArray(said.answer) ? (said.answer as readonly Contribution[]) : null;
}

/** The same text for the same answer, whatever the order of the keys. What throws says the same as long as it throws. */
export function textOf(said: Said): string {
  if ('thrown' in said) return 'thrown';
  return JSON.stringify(said.answer, (_, value: unknown) => (isRecord(value) ? inKeyOrder(value) : plain(value)));
}

/** JSON has one word for all that is no number. */
function plain(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inKeyOrder(value: object): object {
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The plugin's hook, unless it has none or it never ends, which is a finding of one check alone. */
export function hookOf({ plugin, endless }: Pick<Subject, 'plugin' | 'endless'>): ScoringHook | null {
  return endless === null ? (plugin.contributions.score ?? null) : null;
}

/** What is found where a hook goes on and on, in whichever check that shows. */
export function endlessFinding(subject: string): Finding {
  return finder('hook-bounded-work')(
    subject,
    'The scoring hook does not end: it was stopped after seconds.',
    'Let every loop run over what the event holds, and to an end that does not depend on the values in it.',
  );
}

/** How many cases are tried: enough to meet each type with and without each key, in a fraction of a second. */
export function runsFor({ contributions }: Plugin, perType: number): number {
  return Math.max(2, contributions.interactions?.length ?? 0) * perType;
}
