import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { type Accounts, createAccounts } from './accounting';
import { type AdoptionReader, createAdoptionReader, stageJudge } from './adoption';
import { type AdoptionServices, adoptionModule } from './adoption/module';
import { authModule } from './auth/module';
import { InteractionMeasureEnum, syncCountMeasures } from './bi';
import { biModule } from './bi/module';
import { type Config, createLog } from './config';
import { createContactRules } from './consent';
import { type ContentServices, contentModule } from './content/module';
import { type CustomersServices, customersModule } from './customers/module';
import type { Database } from './db/database';
import { type OpenedDatabase, openDatabase } from './db/open-database';
import { installSources, nodeModule } from './execution';
import { createDeliveries, createIngest, type Deliveries, type Ingest, noMarks } from './ingest';
import { createOutboxFeed } from './interactions';
import { type InteractionsServices, interactionsModule } from './interactions/module';
import { type Isolation, isolationOf } from './isolation';
import { jobsModule } from './jobs/module';
import {
  type BootReport,
  type DynamicEnum,
  type Health,
  lateServices,
  measureValues,
  type PluginConfiguration,
  type Registry,
} from './kernel';
import { type LedgerServices, ledgerModule } from './ledger/module';
import { keepPlugins, type RemovalServices } from './lifecycle';
import { type LifecycleServices, lifecycleModule } from './lifecycle/module';
import { type NeedsServices, needsModule } from './needs/module';
import { openIsolation } from './open-isolation';
import { announcePlugins, noteMigrations, openPlugins, proveHooks, tablesOf } from './open-plugins';
import { erasureMarks, openPrivacyKeys, type PrivacyKeys } from './privacy';
import { type PrivacyServices, privacyModule } from './privacy/module';
import { createProfitabilityReader, profitJudge } from './profitability';
import { type ProfitabilityModuleServices, profitabilityModule } from './profitability/module';
import { type ReferenceDataServices, referenceDataModule } from './reference-data/module';
import { type RelationshipsServices, relationshipsModule } from './relationships/module';
import { type ReviewServices, reviewModule } from './review/module';
import {
  createRefresher,
  createScoring,
  createValueReader,
  type ModelAdministration,
  type ModelInForce,
  openModels,
  putLawfulBases,
  type Refresher,
  type Scoring,
  type ValueReader,
} from './scoring';
import {
  type MaintenanceServices,
  type ModelsServices,
  modelsModule,
  recalculationModule,
  type ScoringServices,
  scoringModule,
  selfReportsModule,
} from './scoring/module';
import type { Contributions } from './sdk';
import { type Clock, systemClock } from './shared/clock';

/** What the core features close over. */
export type CoreServices = CustomersServices &
  RelationshipsServices &
  InteractionsServices &
  ContentServices &
  ReferenceDataServices &
  NeedsServices &
  LedgerServices &
  ProfitabilityModuleServices &
  ReviewServices &
  PrivacyServices &
  ScoringServices &
  ModelsServices & { readonly maintenance: MaintenanceServices } & AdoptionServices &
  LifecycleServices;

/** What the core features contribute. Services may come later (`lateServices`); for printing the schema they never do. */
export function coreModules(services: CoreServices): readonly Contributions[] {
  return [
    nodeModule(),
    authModule(),
    customersModule(services),
    relationshipsModule(services),
    interactionsModule(services),
    contentModule(services),
    referenceDataModule(services),
    needsModule(services),
    ledgerModule(services),
    profitabilityModule(services),
    reviewModule(services),
    privacyModule(services),
    scoringModule(services),
    modelsModule(services),
    recalculationModule(services),
    selfReportsModule(services),
    adoptionModule(services),
    biModule(),
    jobsModule(services),
    lifecycleModule(services),
  ];
}

/** Enumerations of the core that plugins add values to. */
export const coreEnums: readonly DynamicEnum[] = [{ enumObject: InteractionMeasureEnum, values: measureValues }];

/** Everything but the doors: what a command-line tool works with. A tool that asks for no schema builds none. */
export interface Platform {
  readonly config: Config;
  readonly database: Database;
  readonly registry: Registry;
  readonly schema: GraphQLSchema;
  readonly health: Health;
  /** What became of every configured plugin. */
  readonly bootReport: BootReport;
  readonly scoring: Scoring;
  /** What keeps plugins within their limits. */
  readonly isolation: Isolation;
  readonly ingest: Ingest;
  readonly deliveries: Deliveries;
  readonly values: ValueReader;
  readonly accounts: Accounts;
  /** What erasures are signed with; null: no secret is configured. */
  readonly privacyKeys: () => PrivacyKeys | null;
  /** The value model in force; follows when another one is approved. */
  readonly model: ModelInForce;
  readonly models: ModelAdministration;
  readonly maintenance: MaintenanceServices;
  /** How what plugins brought in is taken out. */
  readonly removal: RemovalServices;
  readonly clock: Clock;
  readonly log: Logger;
  /** How the database was found, which migrations ran, and how often an embedded server had to be started again. */
  readonly opened: Pick<OpenedDatabase, 'state' | 'migrations' | 'restarts'>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  /** `serve` is the one server of an embedded database, `tool` shares it. Default `tool`. */
  readonly use?: 'serve' | 'tool';
  readonly clock?: Clock;
  readonly log?: Logger;
  /** Told in a sentence what happens during the start. */
  readonly say?: (line: string) => void;
  /** Called once when the database does not answer at the start; a server then waits for it. */
  readonly onWaiting?: () => Promise<void>;
  /** Ends that waiting. */
  readonly signal?: AbortSignal;
  /** In place of those of the configuration. */
  readonly plugins?: readonly PluginConfiguration[];
}

/**
 * Checks the plugins, then opens and migrates the database and puts the value model in force.
 *
 * @throws KernelError with all faults of plugins, before anything is started; RapportError of the step that failed
 */
export async function openPlatform(config: Config, options: PlatformOptions = {}): Promise<Platform> {
  const { use = 'tool', clock = systemClock, log = createLog(config), say = () => undefined } = options;
  const late = lateServices<CoreServices>();
  const boot = await openPlugins(options.plugins ?? config.plugins, {
    coreModules: coreModules(late.services),
    dynamicEnums: coreEnums,
    installSources,
    slots: (registry, plugin) => isolationOf(registry).reportsOf(plugin),
    build: use === 'serve' ? 'at once' : 'when asked for',
  });
  const opened = await openDatabase(config.database, {
    use,
    say,
    plugins: tablesOf(boot.kernel.registry, boot),
    onFault: (error) => log.warn({ err: error }, 'A connection to the database was lost'),
    onState: ({ answers }, reason) => {
      if (answers) log.warn('The database answers again');
      else log.error({ reason: reason?.message }, 'The database does not answer');
    },
    ...(options.onWaiting && { onWaiting: options.onWaiting }),
    ...(options.signal && { signal: options.signal }),
  });
  const { database } = opened;
  const feed = createOutboxFeed({ database, onFault: (error) => log.warn({ err: error }, 'News could not be read') });
  let stopFollowing = async (): Promise<void> => undefined;
  let refreshing: Refresher | null = null;
  let isolating: Isolation | null = null;
  const close = async (): Promise<void> => {
    await refreshing?.close();
    await stopFollowing();
    await feed.close();
    await isolating?.close();
    await opened.close();
  };
  try {
    noteMigrations(boot, opened.migrations.plugins);
    await announcePlugins(boot, { database, log });
    await proveHooks(boot, { database, clock });
    // From here on it is certain who runs.
    const { kernel } = boot;
    const { registry, health } = kernel;
    const isolation = await openIsolation(options.plugins ?? config.plugins, {
      registry,
      health,
      clock,
      log,
      report: boot.report(),
    });
    isolating = isolation;
    await database.transaction((writer) => keepPlugins(writer, runningOf(registry), clock.now()));
    await syncCountMeasures(database, registry);
    // A tool follows what the server was told.
    if (use === 'serve') await database.transaction((writer) => putLawfulBases(writer, config.consumerBases));
    const { transactionKinds } = config;
    const channelOf = (type: string): string | null => registry.interactionTypes.get(type)?.value.channel ?? null;
    const judges = [profitJudge({ channelOf, transactionKinds }), stageJudge()];
    const { current, models, maintenance, follow } = await openModels({ database, registry, clock, judges, log });
    if (use === 'serve') stopFollowing = await follow();
    const scoring = createScoring(registry, current);
    const keys = await openPrivacyKeys(database.reader(), {
      secret: config.privacy.key,
      dataFolder: config.environment === 'production' ? null : config.database.dataFolder,
    });
    const refresher = createRefresher(
      { database, scoring, clock },
      { onFault: (error) => log.warn({ err: error }, 'Outdated values could not be computed; the job tries again') },
    );
    refreshing = refresher;
    const onOutdated = (): void => refresher.wake();
    const marks = keys === null ? noMarks : erasureMarks(keys);
    const ingest = createIngest({ database, registry, scoring, clock, log, health, marks, onOutdated });
    const deliveries = createDeliveries({ database, registry, ingest, clock, marks });
    const values = createValueReader(current, registry);
    const adopting = (): AdoptionReader => createAdoptionReader(current.document);
    const adoption: AdoptionReader = {
      adoption: (...question) => adopting().adoption(...question),
      evidence: (...question) => adopting().evidence(...question),
      optOuts: (...question) => adopting().optOuts(...question),
    };
    const accounts = createAccounts(current);
    const profitability = createProfitabilityReader({ accounts, model: current, channelOf, transactionKinds });
    const contactRules = createContactRules(registry.channels);
    const removal: RemovalServices = { database, model: current, clock, signer: () => keys };
    late.bind({
      ...{ registry, contactRules, privacyKeys: () => keys },
      ...{ ingest, deliveries, scoring, values, adoption, accounts, profitability, transactionKinds },
      ...{ database, feed, channelOf, models, maintenance, removal },
    });
    return {
      ...{
        config,
        database,
        registry,
        health,
        isolation,
        scoring,
        ingest,
        deliveries,
        values,
        accounts,
        models,
        maintenance,
      },
      model: current,
      ...{ clock, log, opened, close, privacyKeys: () => keys },
      ...{ bootReport: boot.report(), removal },
      get schema() {
        return kernel.schema;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function runningOf({ plugins }: Registry): readonly { id: string; title: string; version: string }[] {
  return plugins.map(({ manifest: { id, title, version } }) => ({ id, title, version }));
}
