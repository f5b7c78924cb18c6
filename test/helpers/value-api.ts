import { execute, parse, validate } from 'graphql';
import { type AdoptionReader, createAdoptionReader } from '../../src/adoption';
import { adoptionModule } from '../../src/adoption/module';
import { developmentPrincipal, readContext } from '../../src/auth';
import { customersModule } from '../../src/customers/module';
import { installSources, nodeModule } from '../../src/execution';
import { createIngest, type Ingest } from '../../src/ingest';
import { createOutboxFeed, type OutboxFeed } from '../../src/interactions';
import { interactionsModule } from '../../src/interactions/module';
import { createKernel, lateServices } from '../../src/kernel';
import { createScoring, createValueReader, ensureModel, type Scoring, type ValueReader } from '../../src/scoring';
import { type SelfReportServices, scoringModule, selfReportsModule } from '../../src/scoring/module';
import { definePlugin, Field, Float, Interaction, ObjectType, z } from '../../src/sdk';
import { fixedClock } from '../../src/shared/clock';
import { type TestDatabase, testDatabase } from '../../src/testing';

@ObjectType({ implements: Interaction, description: 'A visit.' })
class VisitHeld extends Interaction {
  @Field(() => Float, { description: 'How long it took, in minutes.' })
  minutes!: number;
}

const defaults = { weight: 10, channel: 'visit', load: 1, dialogueIn: 1, dialogueOut: 1, verified: true };

/** A channel whose visits carry two signals and, about a brand, adoption evidence. */
const visitPlugin = definePlugin({
  id: 'visit',
  version: '1.2.0',
  title: 'Visits',
  description: 'Visits, for tests.',
  engine: '^0.1.0',
  contribute: () => ({
    channels: [{ id: 'visit', title: 'Visit', depth: 1, kappa: 40 }],
    interactions: [
      {
        id: 'visit.held',
        title: 'Visit held',
        channel: 'visit',
        direction: 'mutual',
        graphql: VisitHeld,
        details: z.strictObject({ minutes: z.number().min(0).max(600) }),
        samples: [{ minutes: 15 }],
      },
    ],
    signals: (['talked', 'rushed'] as const).map((name) => ({
      id: `visit.${name}`,
      title: name === 'talked' ? 'Talked with us' : 'Had no time',
      unit: 'visit',
      direction: 'mutual',
      signed: false,
      maxAmount: 40,
      defaults: { ...defaults, halfLifeDays: 90, weight: name === 'talked' ? 10 : -3 },
    })),
    adoption: [{ evidence: 'visit.discussed', title: 'Brand discussed', stage: 1, points: 3, confirming: true }],
    score: ({ type, details, brand }) => {
      if (type !== 'visit.held') return [];
      const minutes = Number(details.minutes);
      const adoption = brand === undefined ? {} : { adoption: { evidence: 'visit.discussed', brand } };
      const talked = { signal: 'visit.talked', amount: minutes / 15, path: 'minutes', ...adoption };
      return minutes < 10 ? [talked, { signal: 'visit.rushed', amount: 1 }] : [talked];
    },
  }),
});

interface Services extends SelfReportServices {
  readonly ingest: Ingest;
  readonly scoring: Scoring;
  readonly values: ValueReader;
  readonly adoption: AdoptionReader;
  readonly feed: OutboxFeed;
  readonly channelOf: (type: string) => string | null;
}

export interface ValueApi {
  readonly database: TestDatabase;
  readonly ingest: Ingest;
  readonly scoring: Scoring;
  /** Runs a query that must be valid. Errors go by their code. */
  ask(
    query: string,
  ): Promise<{ readonly data: unknown; readonly errors: readonly unknown[]; readonly statements: number }>;
  close(): Promise<void>;
}

export const valueNow = '2026-11-21T12:00:00.000Z';

/** The part of the core's schema that shows value and adoption, on a throw-away database, asked without HTTP. */
export async function openValueApi(): Promise<ValueApi> {
  const database = await testDatabase();
  const clock = fixedClock(valueNow);
  const { services, bind } = lateServices<Services>();
  const coreModules = [
    nodeModule(),
    customersModule(services),
    interactionsModule(services),
    scoringModule(services),
    selfReportsModule(services),
    adoptionModule(services),
  ];
  const { registry, schema } = createKernel({
    platformVersion: '0.1.0',
    coreModules,
    plugins: [visitPlugin()],
    installSources,
  });
  const model = await ensureModel({ database, registry, clock, log: () => undefined });
  const scoring = createScoring(registry, model);
  const ingest = createIngest({ database, registry, scoring, clock, log: { warn: () => undefined } });
  const feed = createOutboxFeed({ database, onFault: (error) => console.error(error), sweepEvery: 60_000 });
  const [values, adoption] = [createValueReader(model, registry), createAdoptionReader(model.document)];
  bind({ maintenance: { model }, ingest, scoring, values, adoption, feed, channelOf: () => 'visit' });
  return {
    database,
    ingest,
    scoring,
    ask: async (query) => {
      const document = parse(query);
      const faults = validate(schema, document);
      if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
      const reader = database.reader();
      const own = { reader, principal: developmentPrincipal, now: clock.now(), requestId: 'test' };
      const contextValue = readContext(own);
      const { data, errors = [] } = await execute({ schema, document, contextValue });
      const codes = errors.map(({ originalError, message }) => Reflect.get(originalError ?? {}, 'code') ?? message);
      return { data: JSON.parse(JSON.stringify(data)), errors: codes, statements: reader.statements };
    },
    close: async () => {
      await feed.close();
      await database.close();
    },
  };
}
