import type { ComponentId } from './component';
import type { EventReference } from './evidence';

/** What a figure rests on: a sum of evidence, a randomised comparison, listed assumptions, or a share spread by a key. */
export const figureLabels = ['recorded', 'causal', 'modelled', 'allocated'] as const;

export type FigureLabel = (typeof figureLabels)[number];

/** The evidence a line stands for, so that the value can be computed without it. */
export type Removal =
  | { readonly kind: 'sum' | 'dialogue'; readonly signal: string; readonly amount: number }
  | { readonly kind: 'case' | 'money' | 'channel' | 'period' | 'actor'; readonly id: string }
  | { readonly kind: 'tenure' };

/** A part of a component, in its points. All lines of a component add up to its value. */
export interface ValueLine {
  readonly component: ComponentId;
  /** Unique among the lines of one grouping; the same line goes by the same id at every instant. */
  readonly id: string;
  readonly plugin: string;
  readonly signal: string | null;
  readonly label: string;
  readonly basis: FigureLabel;
  readonly value: number;
  readonly event: EventReference | null;
  readonly removals: readonly Removal[];
}
