import { type ExecutionResult, execute, parse, subscribe, validate } from 'graphql';
import { type Accounts, createAccounts } from '../../src/accounting';
import { developmentPrincipal } from '../../src/auth';
import { authModule } from '../../src/auth/module';
import { InteractionMeasureEnum, syncCountMeasures } from '../../src/bi';
import { biModule } from '../../src/bi/module';
import { contentModule } from '../../src/content/module';
import { customersModule } from '../../src/customers/module';
import type { Database } from '../../src/db/database';
import { installSources, nodeModule, type RequestContext } from '../../src/execution';
import { createIngest, type Ingest } from '../../src/ingest';
import { createOutboxFeed, type OutboxFeed } from '../../src/interactions';
import { interactionsModule } from '../../src/interactions/module';
import { createKernel, type Kernel, lateServices, measureValues } from '../../src/kernel';
import { ledgerModule } from '../../src/ledger/module';
import { needsModule } from '../../src/needs/module';
import { createProfitabilityReader, type ProfitabilityReader } from '../../src/profitability';
import { profitabilityModule } from '../../src/profitability/module';
import { referenceDataModule } from '../../src/reference-data/module';
import { relationshipsModule } from '../../src/relationships/module';
import { reviewModule } from '../../src/review/module';
import type { Scoring } from '../../src/scoring';
import { createScoring, createValueReader, ensureModel, type ValueReader } from '../../src/scoring';
import { type SelfReportServices, scoringModule, selfReportsModule } from '../../src/scoring/module';
import type { Plugin, Statement } from '../../src/sdk';
import { fixedClock } from '../../src/shared/clock';
import { type TestDatabase, testDatabase } from '../../src/testing/test-database';
import { callPlugin } from './call-plugin';

interface Services extends SelfReportServices {
  readonly ingest: Ingest;
  readonly scoring: Scoring;
  readonly values: ValueReader;
  readonly database: Database;
  readonly feed: OutboxFeed;
  readonly channelOf: (type: string) => string | null;
  readonly accounts: Accounts;
  readonly profitability: ProfitabilityReader;
  readonly transactionKinds: readonly string[];
}

export interface DomainAnswer<Data> {
  readonly data: Data;
  /** Code and path of each error. */
  readonly errors: readonly { readonly code: string; readonly message: string; readonly path: string }[];
  readonly statements: readonly Statement[];
}

/** The core's whole schema with some plugins on a throw-away database, asked without HTTP. */
export interface DomainApi {
  readonly database: TestDatabase;
  readonly kernel: Kernel;
  readonly ingest: Ingest;
  readonly accounts: Accounts;
  readonly profitability: ProfitabilityReader;
  // biome-ignore lint/suspicious/noExplicitAny: answers of tests have the shape of their query
  ask<Data = any>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<DomainAnswer<Data>>;
  follow(query: string, variables?: Readonly<Record<string, unknown>>): Promise<AsyncIterator<ExecutionResult>>;
  close(): Promise<void>;
}

export const domainNow = '2026-11-21T12:00:00.000Z';

/**
 * @param plugins default: the plugin `call` alone
 * @param transactionKinds kinds of customers whose single purchases may be known; default: organisations
 */
export async function openDomain(
  plugins: readonly Plugin[] = [callPlugin()],
  transactionKinds: readonly string[] = ['organization'],
): Promise<DomainApi> {
  const database = await testDatabase();
  const clock = fixedClock(domainNow);
  const { services, bind } = lateServices<Services>();
  const kernel = domainKernel(services, plugins);
  const { registry, schema } = kernel;
  await syncCountMeasures(database, registry);
  const model = await ensureModel({ database, registry, clock, log: () => undefined });
  const scoring = createScoring(registry, model);
  const ingest = createIngest({ database, registry, scoring, clock, log: { warn: () => undefined } });
  const feed = createOutboxFeed({ database, onFault: (error) => console.error(error), sweepEvery: 200 });
  const values = createValueReader(model, registry);
  const channelOf = (type: string) => registry.interactionTypes.get(type)?.value.channel ?? null;
  const accounts = createAccounts(model);
  const profitability = createProfitabilityReader({ accounts, model, channelOf, transactionKinds });
  const figures = { accounts, profitability, transactionKinds };
  bind({ ingest, scoring, values, database, feed, channelOf, ...figures, maintenance: { model } });
  const contextFor = (statements: Statement[]): RequestContext => {
    const reader = database.reader();
    return {
      reader: {
        query: (statement) => {
          statements.push(statement);
          return reader.query(statement);
        },
      },
      principal: developmentPrincipal,
      now: clock.now(),
      requestId: 'test',
    };
  };
  return {
    database,
    kernel,
    ingest,
    accounts,
    profitability,
    ask: async (query, variableValues = {}) => {
      const document = parse(query);
      const faults = validate(schema, document);
      if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
      const statements: Statement[] = [];
      const result = await execute({ schema, document, variableValues, contextValue: contextFor(statements) });
      return { ...readable(result), statements };
    },
    follow: async (query, variableValues = {}) => {
      const result = await subscribe({ schema, document: parse(query), variableValues, contextValue: contextFor([]) });
      if (!(Symbol.asyncIterator in result)) throw new Error(JSON.stringify(result.errors));
      return result;
    },
    close: async () => {
      await feed.close();
      await database.close();
    },
  };
}

function domainKernel(services: Services, plugins: readonly Plugin[]): Kernel {
  return createKernel({
    platformVersion: '0.1.0',
    coreModules: [
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
      scoringModule(services),
      selfReportsModule(services),
      biModule(),
    ],
    plugins,
    dynamicEnums: [{ enumObject: InteractionMeasureEnum, values: measureValues }],
    installSources,
  });
}

// biome-ignore lint/suspicious/noExplicitAny: see ask
function readable({ data, errors = [] }: ExecutionResult): { data: any; errors: DomainAnswer<unknown>['errors'] } {
  return {
    data: data ?? null,
    errors: errors.map(({ originalError, message, path = [] }) => ({
      code: originalError && 'code' in originalError ? String(originalError.code) : 'UNCODED',
      message,
      path: path.join('.'),
    })),
  };
}
