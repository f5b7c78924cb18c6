import { type ExecutionResult, execute, parse, subscribe, validate } from 'graphql';
import { type Accounts, createAccounts } from '../../src/accounting';
import { developmentPrincipal, readContext } from '../../src/auth';
import { authModule } from '../../src/auth/module';
import { InteractionMeasureEnum, syncCountMeasures } from '../../src/bi';
import { biModule } from '../../src/bi/module';
import { type ContactRules, createContactRules } from '../../src/consent';
import { contentModule } from '../../src/content/module';
import { customersModule } from '../../src/customers/module';
import type { Database } from '../../src/db/database';
import { installSources, nodeModule, type OperationReads, type RequestContext } from '../../src/execution';
import { createDeliveries, createIngest, type Deliveries, type Ingest } from '../../src/ingest';
import { createOutboxFeed, type OutboxFeed } from '../../src/interactions';
import { interactionsModule } from '../../src/interactions/module';
import { createKernel, type Kernel, lateServices, measureValues, type Registry } from '../../src/kernel';
import { ledgerModule } from '../../src/ledger/module';
import { needsModule } from '../../src/needs/module';
import { erasureMarks, type PrivacyKeys, privacyKeys } from '../../src/privacy';
import { privacyModule } from '../../src/privacy/module';
import { createProfitabilityReader, type ProfitabilityReader } from '../../src/profitability';
import { profitabilityModule } from '../../src/profitability/module';
import { referenceDataModule } from '../../src/reference-data/module';
import { relationshipsModule } from '../../src/relationships/module';
import { reviewModule } from '../../src/review/module';
import type { Scoring } from '../../src/scoring';
import { createScoring, createValueReader, ensureModel, type ValueReader } from '../../src/scoring';
import { type SelfReportServices, scoringModule, selfReportsModule } from '../../src/scoring/module';
import type { Plugin, Principal, Reader, Statement } from '../../src/sdk';
import { fixedClock } from '../../src/shared/clock';
import { type TestDatabase, testDatabase } from '../../src/testing/test-database';
import { callPlugin } from './call-plugin';

interface Services extends SelfReportServices {
  readonly deliveries: Deliveries;
  readonly ingest: Ingest;
  readonly scoring: Scoring;
  readonly values: ValueReader;
  readonly database: Database;
  readonly feed: OutboxFeed;
  readonly channelOf: (type: string) => string | null;
  readonly accounts: Accounts;
  readonly profitability: ProfitabilityReader;
  readonly contactRules: ContactRules;
  readonly registry: Registry;
  readonly privacyKeys: () => PrivacyKeys | null;
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
  readonly deliveries: Deliveries;
  readonly accounts: Accounts;
  readonly profitability: ProfitabilityReader;
  // biome-ignore lint/suspicious/noExplicitAny: answers of tests have the shape of their query
  ask<Data = any>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    principal?: Principal,
    reads?: OperationReads,
  ): Promise<DomainAnswer<Data>>;
  follow(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    principal?: Principal,
  ): Promise<AsyncIterator<ExecutionResult>>;
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
  const keys = privacyKeys('a secret of the tests, long enough');
  const marks = erasureMarks(keys);
  const ingest = createIngest({ database, registry, scoring, clock, log: { warn: () => undefined }, marks });
  const deliveries = createDeliveries({ database, registry, ingest, clock, marks });
  const feed = createOutboxFeed({ database, onFault: (error) => console.error(error), sweepEvery: 200 });
  const values = createValueReader(model, registry);
  const channelOf = (type: string) => registry.interactionTypes.get(type)?.value.channel ?? null;
  const accounts = createAccounts(model);
  const profitability = createProfitabilityReader({ accounts, model, channelOf, transactionKinds });
  const contactRules = createContactRules(registry.channels);
  bind({
    ...{ registry, database, feed, channelOf, contactRules, privacyKeys: () => keys },
    ...{ ingest, deliveries, scoring, values, accounts, profitability, transactionKinds, maintenance: { model } },
  });
  const contextFor = (
    statements: Statement[],
    principal = developmentPrincipal,
    reads?: OperationReads,
  ): RequestContext => {
    const reader = database.reader();
    const kept: Reader = {
      query: (statement) => {
        statements.push(statement);
        return reader.query(statement);
      },
    };
    return readContext({ reader: kept, principal, now: clock.now(), requestId: 'test', ...(reads && { reads }) });
  };
  return {
    database,
    kernel,
    ingest,
    deliveries,
    accounts,
    profitability,
    ask: async (query, variableValues = {}, principal = developmentPrincipal, reads = undefined) => {
      const document = parse(query);
      const faults = validate(schema, document);
      if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
      const statements: Statement[] = [];
      const result = await execute({
        schema,
        document,
        variableValues,
        contextValue: contextFor(statements, principal, reads),
      });
      return { ...readable(result), statements };
    },
    follow: async (query, variableValues = {}, principal = developmentPrincipal) => {
      const contextValue = contextFor([], principal);
      const result = await subscribe({ schema, document: parse(query), variableValues, contextValue });
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
      privacyModule(services),
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
