import type { z } from 'zod';
import type { LegalBasis } from './consent';
import type { Importer, WebHookAdapter } from './intake/doors';
import type { BatchScoringHook } from './score-batch';
import type {
  AdoptionDeclaration,
  ChannelDeclaration,
  CostDeclaration,
  Direction,
  ScoringHook,
  SignalDeclaration,
} from './scoring';
import type { FieldSource } from './source';
import type { Job, PluginStorage } from './storage';

/**
 * All slots a plugin, or a core feature, may fill. Slots have no order among plugins: contributions are summed,
 * events appended, and every name has one owner.
 *
 * @since 0.1.0
 */
export interface Contributions {
  readonly channels?: readonly ChannelDeclaration[];
  readonly interactions?: readonly InteractionType[];
  /** Further GraphQL types that the contributed fields return. */
  readonly types?: readonly GraphQLClass[];
  readonly fields?: readonly FieldContribution[];
  /** Resolver classes for operations that are not reads of declared sources. Core features only. */
  readonly resolvers?: readonly GraphQLClass[];
  readonly signals?: readonly SignalDeclaration[];
  readonly costs?: readonly CostDeclaration[];
  readonly score?: ScoringHook;
  /** The same for many events at once, for speed. Asks for `score`, and must equal it event by event. */
  readonly scoreBatch?: BatchScoringHook;
  readonly adoption?: readonly AdoptionDeclaration[];
  readonly webHooks?: readonly WebHookAdapter[];
  readonly importers?: readonly Importer[];
  readonly measures?: readonly MeasureDeclaration[];
  readonly jobs?: readonly Job[];
  readonly storage?: PluginStorage;
}

/** A class that stands for a GraphQL type: decorated, or made by `objectType`. @since 0.1.0 */
// biome-ignore lint/complexity/noBannedTypes: a GraphQL type is given by its class, whatever its constructor
export type GraphQLClass = Function;

/** A kind of contact: its id, its GraphQL type and the schema its details must fit. @since 0.1.0 */
export interface InteractionType {
  /** `<plugin id>.<name>`, such as `rep.visit_held`. */
  readonly id: string;
  readonly title: string;
  readonly channel: string;
  readonly direction: Direction;
  /** Class that implements Interaction; several types may share one. */
  readonly graphql: GraphQLClass;
  /** Unknown keys are refused. A field of the GraphQL type reads the key of the same name. */
  readonly details: z.ZodObject;
  /**
   * What a record of this type does to the customer's permission for its channel, whichever door it comes through: an opt-out
   * closes, an opt-in opens. A record may say otherwise by its own `channelPermission`. Absent: nothing.
   */
  readonly channelPermission?: 'close' | 'open';
  /** Absent: contacts of this type are kept whatever the customer consents to. */
  readonly legalBasis?: LegalBasis;
  /** At least one example of valid details; the kernel checks and scores them before anything starts. */
  readonly samples: readonly Readonly<Record<string, unknown>>[];
}

/** A field added to a GraphQL type, with the source of its data. @since 0.1.0 */
export interface FieldContribution {
  /** Name of the GraphQL type: `Customer`, `Interaction`, `Query`, or a type of the same plugin. */
  readonly on: string;
  readonly name: string;
  readonly description: string;
  /** As in the Field decorator: `() => RepCustomer`, `() => [Brand]`. */
  readonly type: () => unknown;
  /**
   * `items`: the list is there, but its items may be null. A field that a `batch` function answers may always be null: it is, with an
   * error at its place, when the function fails.
   */
  readonly nullable?: boolean | 'items';
  /** Class decorated with ArgsType. */
  readonly args?: GraphQLClass;
  readonly source: FieldSource;
  /**
   * How many plain fields it is worth in an operation's cost, 0 to 1000; default 1. Lists and connections multiply what stands
   * below them by their page size. Fields of own types say it by `Extensions({ cost })`.
   */
  readonly cost?: number;
  readonly deprecationReason?: string;
}

/** A figure for `interactionMetrics` and the `bi` views: the sum of a numeric details path, or the number of events. @since 0.1.0 */
export interface MeasureDeclaration {
  /** `<plugin id>.<name>`; appears as the enum value `PLUGIN_NAME`. */
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly types: readonly string[];
  /** Key of details to sum; absent: count the events. */
  readonly path?: string;
}
