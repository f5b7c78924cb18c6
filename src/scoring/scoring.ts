import type { PluginFault } from '../isolation';
import type { InteractionEvent, Writer } from '../sdk';

/** An accepted, unfiltered interaction with the keys its rows need. Reference ids are null when nothing is named. */
export interface EventToScore {
  readonly event: InteractionEvent;
  readonly customerId: number;
  readonly brandId: number | null;
  readonly actorId: number | null;
  /** Ids of brands by code, for adoption evidence about brands other than the event's own. */
  readonly brandIds: ReadonlyMap<string, number>;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
}

/** What a touch cost by the rate card of the model in force. */
export interface TouchCost {
  readonly amountMinor: number;
  readonly currency: string;
}

/** A contribution or hook answer that its declaration does not allow; it is counted and logged, the event stays. */
export interface ScoringFault {
  readonly plugin: string;
  readonly eventId: string;
  readonly code: 'SIGNAL_UNDECLARED' | 'SCORE_INVALID' | 'ADOPTION_UNDECLARED';
  readonly reason: string;
}

export interface ScoredEvent {
  readonly input: EventToScore;
  /** The value model it was scored under. */
  readonly modelHash: string;
  readonly contributions: readonly ScoredContribution[];
  readonly evidence: readonly ScoredEvidence[];
  readonly touchCost: TouchCost | null;
  readonly faults: readonly ScoringFault[];
  /** Why the hook said nothing: it threw, was cut or is left alone. Null when it answered. */
  readonly failure: PluginFault | null;
}

export interface ScoredContribution {
  readonly ordinal: number;
  readonly plugin: string;
  readonly pluginVersion: string;
  readonly signal: string;
  readonly halfLifeDays: number;
  /** Amount times the event's count, before the daily cap. */
  readonly amount: number;
  readonly path: string | null;
}

export interface ScoredEvidence {
  readonly ordinal: number;
  readonly evidence: string;
  readonly brandId: number;
  readonly stage: number;
  readonly points: number;
  readonly confirming: boolean;
}

export interface EventKey {
  readonly customerId: number;
  readonly eventId: string;
}

/** The impure half of the value: hooks at intake, log and buckets, snapshots. Customers must be locked by the caller. */
export interface Scoring {
  readonly modelHash: string;
  /** Runs the owning plugin's hook, here and now; pure, no database. */
  score(input: EventToScore): ScoredEvent;
  /**
   * The same for many events, in their order, within the limits of the plugins' slots; plugins that score batches are given
   * theirs at once.
   */
  scoreAll(inputs: readonly EventToScore[]): Promise<readonly ScoredEvent[]>;
  /** What keeps events of a type from being scored now: the hook of its plugin is left alone. Null: nothing. */
  standstill(type: string): PluginFault | null;
  /** Writes log, buckets and adoption evidence of a batch, daily caps applied; a handful of statements whatever the batch's size. */
  record(writer: Writer, scored: readonly ScoredEvent[]): Promise<void>;
  /** Takes events out again: log rows are marked, buckets and day groups recomputed. */
  retract(writer: Writer, events: readonly EventKey[], at: Date): Promise<void>;
  /** Recomputes and stores the snapshots of these customers as of `now`. */
  refresh(writer: Writer, customerIds: readonly number[], now: Date): Promise<void>;
  /** Marks snapshots as older than their buckets; a reader then computes exactly, a job refreshes. */
  markDirty(writer: Writer, customerIds: readonly number[]): Promise<void>;
  /** Creates the zero snapshots of new customers. */
  open(writer: Writer, customerIds: readonly number[], now: Date): Promise<void>;
}
