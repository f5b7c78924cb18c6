import type { ModelDocument } from './model/document';

/** How much evidence a value rests on: A much, D hardly any. */
export type Grade = 'A' | 'B' | 'C' | 'D';

/** `mass`: decayed number of the events in which the customer took part. */
export function gradeOf(mass: number, thresholds: ModelDocument['grades']): Grade {
  if (mass >= thresholds.A) return 'A';
  if (mass >= thresholds.B) return 'B';
  return mass >= thresholds.C ? 'C' : 'D';
}
