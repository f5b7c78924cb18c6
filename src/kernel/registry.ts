import type {
  AdoptionDeclaration,
  BatchScoringHook,
  ChannelDeclaration,
  CostDeclaration,
  FieldContribution,
  GraphQLClass,
  Importer,
  InteractionType,
  Job,
  MeasureDeclaration,
  Plugin,
  PluginStorage,
  ScoringHook,
  SignalDeclaration,
  WebHookAdapter,
} from '../sdk';

/** Who contributed something: a plugin with its version, or a core feature (`core`, version of the platform). */
export interface Owner {
  readonly id: string;
  readonly version: string;
}

export interface Owned<T> {
  readonly owner: Owner;
  readonly value: T;
}

/** A configured plugin that does not run. */
export interface AbsentPlugin {
  /** What was configured while the id is unknown. */
  readonly id: string;
  readonly title: string;
  /** `left out` for a fault, `disabled` by decision. */
  readonly state: 'left out' | 'disabled';
}

/**
 * Everything that plugins and core features contribute, merged, checked and frozen. Each map is keyed by the id
 * of the thing; web hooks by `<plugin id>/<adapter id>`, scoring hooks and storage by plugin id.
 */
export interface Registry {
  readonly plugins: readonly Plugin[];
  /** Configured, but not running. What they have brought in stays as it is. */
  readonly absent: readonly AbsentPlugin[];
  readonly channels: ReadonlyMap<string, Owned<ChannelDeclaration>>;
  readonly interactionTypes: ReadonlyMap<string, Owned<InteractionType>>;
  readonly signals: ReadonlyMap<string, Owned<SignalDeclaration>>;
  /** Keyed by interaction type. */
  readonly costs: ReadonlyMap<string, Owned<CostDeclaration>>;
  readonly adoption: ReadonlyMap<string, Owned<AdoptionDeclaration>>;
  readonly hooks: ReadonlyMap<string, Owned<ScoringHook>>;
  /** Those of the hooks that take many events at once, too. */
  readonly batchHooks: ReadonlyMap<string, Owned<BatchScoringHook>>;
  readonly webHooks: ReadonlyMap<string, Owned<WebHookAdapter>>;
  readonly importers: ReadonlyMap<string, Owned<Importer>>;
  readonly measures: ReadonlyMap<string, Owned<MeasureDeclaration>>;
  readonly jobs: ReadonlyMap<string, Owned<Job>>;
  readonly storage: ReadonlyMap<string, Owned<PluginStorage>>;
  readonly fields: readonly Owned<FieldContribution>[];
  readonly types: readonly Owned<GraphQLClass>[];
  readonly resolvers: readonly Owned<GraphQLClass>[];
}
