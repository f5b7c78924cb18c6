import { bucketHalfLives } from '../bucket-half-lives';
import { effectiveWeight } from '../engagement';
import { epochPosition, pow2Fraction } from '../epoch';
import type { ModelDocument } from '../model/document';
import { compareText, inKeyOrder } from '../order';

/** A signal's buckets of one half-life, as they stand at the plan's instant. */
export interface PlannedFamily {
  readonly signal: string;
  readonly halfLife: number;
  /** The epoch of the instant. */
  readonly epoch: number;
  /** What sums referred to the start of that epoch are divided by. */
  readonly decay: number;
  /** Whether its masses tell who of our people keeps the relationship. */
  readonly isThreading: boolean;
}

/** A signal with the places of its families; -1 for one it has not. */
export interface PlannedSignal {
  readonly own: number;
  readonly dialogue: number;
  /** Place of its channel. */
  readonly channel: number;
  readonly weight: number;
  readonly cap: number | undefined;
  readonly dialogueIn: number;
  readonly dialogueOut: number;
}

/** A model at an instant as lists, for values of many customers: places instead of names, in the order sums run in. */
export interface ValuePlan {
  readonly model: ModelDocument;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly families: readonly PlannedFamily[];
  readonly signals: readonly PlannedSignal[];
  readonly channels: readonly { readonly depth: number; readonly kappa: number }[];
}

export function valuePlan(model: ModelDocument, at: number): ValuePlan {
  const families = inKeyOrder(model.signals).flatMap(([signal, { direction }]) =>
    bucketHalfLives(signal, model).map((halfLife): PlannedFamily => {
      const { epoch, fraction } = epochPosition(at, halfLife);
      const isThreading = direction === 'mutual' && halfLife === model.durability.halfLifeDays;
      return { signal, halfLife, epoch, decay: pow2Fraction(fraction), isThreading };
    }),
  );
  const placeOf = (signal: string, halfLife: number): number =>
    families.findIndex((family) => family.signal === signal && family.halfLife === halfLife);
  const names = [...new Set(Object.values(model.signals).map(({ channel }) => channel))].sort(compareText);
  return {
    model,
    at,
    families,
    signals: inKeyOrder(model.signals).map(([id, signal]) => ({
      own: placeOf(id, signal.halfLifeDays),
      dialogue: signal.dialogueIn > 0 || signal.dialogueOut > 0 ? placeOf(id, model.reciprocity.halfLifeDays) : -1,
      channel: names.indexOf(signal.channel),
      weight: effectiveWeight(signal),
      cap: signal.cap,
      dialogueIn: signal.dialogueIn,
      dialogueOut: signal.dialogueOut,
    })),
    channels: names.map((name) => {
      const channel = model.channels[name];
      if (channel === undefined) throw new RangeError(`The value model has no channel ${name}.`);
      return { depth: channel.depth, kappa: channel.kappa };
    }),
  };
}
