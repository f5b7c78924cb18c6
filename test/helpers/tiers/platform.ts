import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { createAccounts } from '../../../src/accounting';
import { createAdoptionReader } from '../../../src/adoption';
import { readContext } from '../../../src/auth';
import { syncCountMeasures } from '../../../src/bi';
import { inTreePlugins } from '../../../src/config';
import { createContactRules } from '../../../src/consent';
import { executeOperation, installSources, type OperationAnswer, type RequestContext } from '../../../src/execution';
import { createIngest, type Ingest } from '../../../src/ingest';
import { createKernel, lateServices, loadPlugins, type Registry } from '../../../src/kernel';
import { type CoreServices, coreEnums, coreModules } from '../../../src/open-platform';
import { privacyKeys } from '../../../src/privacy';
import { createProfitabilityReader } from '../../../src/profitability';
import { createScoring, createValueReader, openModels } from '../../../src/scoring';
import type { Principal } from '../../../src/sdk';
import { fixedClock } from '../../../src/shared/clock';
import { platformVersion } from '../../../src/shared/platform';
import { type TestDatabase, testDatabase } from '../../../src/testing/test-database';
import { projectRoot } from '../../architecture/source-files';

/** The whole schema with all plugins that come with the platform, asked tier by tier without HTTP. */
export interface TieredPlatform {
  readonly database: TestDatabase;
  readonly schema: GraphQLSchema;
  readonly registry: Registry;
  readonly ingest: Ingest;
  /** graphql-js with loaders. */
  plain(question: Question): Promise<ExecutionResult>;
  /** The tiers above it; `plain` in the answer when they leave it to graphql-js. */
  planned(question: Question): Promise<OperationAnswer>;
  close(): Promise<void>;
}

export interface Question {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  /** Filled with the customers whose data the read audit is told of. */
  readonly reads?: Set<number>;
}

const now = '2026-11-21T12:00:00.000Z';

export async function openTieredPlatform(): Promise<TieredPlatform> {
  const database = await testDatabase();
  const clock = fixedClock(now);
  const late = lateServices<CoreServices>();
  const { plugins, faults } = await loadPlugins(inTreePlugins, {
    workingDirectory: projectRoot,
    platformDirectory: projectRoot,
  });
  const { registry, schema } = createKernel({
    platformVersion,
    coreModules: coreModules(late.services),
    plugins,
    loadFaults: faults,
    dynamicEnums: coreEnums,
    installSources,
  });
  await syncCountMeasures(database, registry);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { current: model, models, maintenance } = await openModels({ database, registry, clock, log });
  const accounts = createAccounts(model);
  const channelOf = (type: string): string | null => registry.interactionTypes.get(type)?.value.channel ?? null;
  const scoring = createScoring(registry, model);
  late.bind({
    ...{ database, registry, channelOf, accounts, scoring, models, maintenance },
    ...{
      contactRules: createContactRules(registry.channels),
      privacyKeys: () => privacyKeys('a secret of the tests, long enough'),
    },
    values: createValueReader(model, registry),
    adoption: createAdoptionReader(model.document),
    profitability: createProfitabilityReader({ accounts, model, channelOf, transactionKinds: ['organization'] }),
  } as Partial<CoreServices> as CoreServices);
  const contextFor = ({ principal, reads }: Question): RequestContext =>
    readContext({
      ...{ reader: database.reader(), principal, now: clock.now(), requestId: 'test' },
      ...(reads !== undefined && { reads: noting(reads) }),
    });
  return {
    database,
    schema,
    registry,
    ingest: createIngest({ database, registry, scoring, clock, log }),
    plain: async (question) => {
      const { document, variables } = question;
      return execute({ schema, document, variableValues: variables, contextValue: contextFor(question) });
    },
    planned: (question) => {
      const { document, variables } = question;
      return executeOperation(schema, { document, operationName: null, variables, context: contextFor(question) });
    },
    close: () => database.close(),
  };
}

const noting = (reads: Set<number>): NonNullable<RequestContext['reads']> => ({
  customers: (ids) => {
    for (const id of ids) reads.add(id);
  },
  end: () => undefined,
});
