/** Half-lives a signal may choose, in days: a fixed ladder, so that versions of the value model share buckets. @since 0.1.0 */
export const halfLives = [7, 14, 30, 60, 90, 180, 365, 730] as const;

/** One of {@link halfLives}. @since 0.1.0 */
export type HalfLifeDays = (typeof halfLives)[number];

/** Who turned to whom: the customer to us (`in`), we to the customer (`out`), or both. @since 0.1.0 */
export type Direction = 'in' | 'out' | 'mutual';

/** Step of the adoption ladder, 1 the lowest. @since 0.1.0 */
export type Stage = 1 | 2 | 3 | 4;

/** An interaction as a scoring hook sees it: one event, no clock, no customer record, no other events. @since 0.1.0 */
export interface InteractionEvent {
  readonly id: string;
  readonly source: string;
  readonly sourceKey: string;
  /** Id of the interaction type, such as `rep.visit_held`. */
  readonly type: string;
  readonly channel: string;
  readonly direction: Direction;
  /** Code of the brand spoken about, when one is named. */
  readonly brand?: string;
  /** Code of our team member. */
  readonly actor?: string;
  /** How many like contacts this event stands for; 1 unless the source counts. */
  readonly count: number;
  /** Validated by the details schema of the type. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a scoring hook is told of the value model. @since 0.1.0 */
export interface ScoreContext {
  readonly modelVersion: string;
  readonly params: Readonly<Record<string, number>>;
}

/**
 * What one event says about the relationship. Pure and total: same event, same answer; an unknown type gives `[]`.
 * At most 16 contributions. Time belongs to the core: hooks neither decay nor date.
 *
 * @since 0.1.0
 */
export type ScoringHook = (event: InteractionEvent, context: ScoreContext) => readonly Contribution[];

/** What one event says of one signal. @since 0.1.0 */
export interface Contribution {
  /** A signal the plugin declares. */
  readonly signal: string;
  /** Amount in the signal's unit, for one like contact; finite and within the declaration's `maxAmount`. */
  readonly amount: number;
  /** Which field of the event's details says so. */
  readonly path?: string;
  /** Units and minutes the touch took, for its cost; never capped. */
  readonly units?: number;
  readonly minutes?: number;
  /** Evidence for the adoption ladder of a brand. */
  readonly adoption?: { readonly evidence: string; readonly brand: string };
}

/** One kind of evidence about the relationship. Numbers under `defaults` may be overridden by the value model. @since 0.1.0 */
export interface SignalDeclaration {
  /** `<plugin id>.<name>`. */
  readonly id: string;
  readonly title: string;
  /** What one unit of the amount is: "view", "15 min", "hour". */
  readonly unit: string;
  /** `out` earns nothing by rule: our own effort is cost, its weight is forced to 0. */
  readonly direction: Direction;
  /** Whether the amount may be negative. */
  readonly signed: boolean;
  readonly maxAmount: number;
  /** Units per customer and calendar day that count at most. */
  readonly dailyCap?: number;
  readonly defaults: SignalDefaults;
}

/** How a signal counts, unless the value model says otherwise. @since 0.1.0 */
export interface SignalDefaults {
  /** Points per unit. */
  readonly weight: number;
  readonly halfLifeDays: HalfLifeDays;
  /** Channel the points add up in. */
  readonly channel: string;
  /** Load on the customer per unit, for contact pressure. */
  readonly load: number;
  /** Dialogue units per unit of amount, from the customer (`in`) and from us (`out`). */
  readonly dialogueIn: number;
  readonly dialogueOut: number;
  /** False for customer behaviour that our own side reports; it counts half. */
  readonly verified: boolean;
}

/** A channel of the value model: `depth` is what a saturated relationship in it is worth, `kappa` its half-saturation in points. @since 0.1.0 */
export interface ChannelDeclaration {
  readonly id: string;
  readonly title: string;
  readonly depth: number;
  readonly kappa: number;
  /** What contacting a customer for a campaign through it asks for. Default `consent`: nobody is contacted without one. */
  readonly contactBasis?: 'consent' | 'legitimate-interest';
}

/** What a touch of an interaction type costs us, in integer minor units of `currency`. @since 0.1.0 */
export interface CostDeclaration {
  readonly eventType: string;
  readonly currency: string;
  readonly fixed: number;
  readonly perMinute: number;
  readonly perUnit: number;
}

/** Evidence for a stage of the adoption ladder of a brand; negative points speak against the stage reached. @since 0.1.0 */
export interface AdoptionDeclaration {
  /** `<plugin id>.<name>`. */
  readonly evidence: string;
  readonly title: string;
  readonly stage: Stage;
  readonly points: number;
  readonly confirming: boolean;
}
