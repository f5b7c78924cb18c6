import fc from 'fast-check';
import { eventOf, type GivenEvent, scoringRegistry, seed, testModel, uuidOf } from '../../test/helpers/scoring-fixture';
import { createScoring } from '../scoring';
import type { AdoptionDeclaration } from '../sdk';
import { type TestDatabase, testDatabase } from '../testing';
import { dayMs, type ModelDocument } from '../value';
import { type BrandAdoptionData, createAdoptionReader } from './adoption-reader';

/** Evidence for and against every stage; the details of an event name which kind it is. */
const kinds: readonly AdoptionDeclaration[] = ([1, 2, 3, 4] as const).flatMap((stage) => [
  { evidence: `rep.for_${stage}`, title: 'For', stage, points: 2, confirming: true },
  { evidence: `rep.hint_${stage}`, title: 'Hint', stage, points: 1.5, confirming: false },
  { evidence: `rep.against_${stage}`, title: 'Against', stage, points: -3, confirming: true },
]);
const document: ModelDocument = {
  ...testModel.document,
  adoption: {
    ...testModel.document.adoption,
    evidence: Object.fromEntries(kinds.map(({ evidence, ...declared }) => [evidence, declared])),
  },
};
const owner = { id: 'tests', version: '1.0.0' };
const registry = {
  ...scoringRegistry(({ type, details, brand = '' }) => {
    const { evidence = '' } = kinds[(details as { readonly kind: number }).kind] ?? {};
    return [{ signal: type, amount: 1, adoption: { evidence, brand } }];
  }),
  adoption: new Map(kinds.map((value) => [value.evidence, { owner, value }])),
};
const scoring = createScoring(registry, { ...testModel, document });
const adoption = createAdoptionReader(document);
const now = new Date('2026-11-21T09:30:00.000Z');
const runs = 40;

interface Arrival {
  readonly name: string;
  readonly daysAgo: number;
  readonly kind: number;
  readonly brand: string;
  readonly takenBack: boolean;
}

const arrivals = fc
  .array(
    fc.record({
      daysAgo: fc.integer({ min: 0, max: 1000 }),
      kind: fc.nat({ max: 11 }),
      brand: fc.constantFrom('ALPHA', 'BETA'),
      takenBack: fc.boolean(),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((items) => items.map((item, index): Arrival => ({ ...item, name: `event ${index}` })));

const plan = arrivals.chain((items) =>
  fc.record({
    items: fc.constant(items),
    shuffled: fc.shuffledSubarray(items, { minLength: items.length }),
    batchSize: fc.integer({ min: 1, max: 5 }),
  }),
);

describe('the history of adoption in the database', () => {
  let database: TestDatabase;
  let customers = 0;
  beforeAll(async () => {
    database = await testDatabase();
    const professionals = Array.from({ length: 2 * runs }, () => 'professional');
    await database.transaction((writer) => seed(writer, professionals));
  });
  afterAll(() => database.close());

  it('depends on which evidence is in force, not on when and how it arrived', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async ({ items, shuffled, batchSize }) => {
        const [once, late] = [customers + 1, customers + 2];
        customers += 2;
        await arrive(
          once,
          items.filter(({ takenBack }) => !takenBack),
          items.length,
        );
        await arrive(late, shuffled, batchSize);
        await takeBack(
          late,
          shuffled.filter(({ takenBack }) => takenBack),
        );
        const question = { customerIds: [once, late], brands: null, at: now };
        const [expected = [], found = []] = await adoption.adoption(
          { reader: database.reader(), visible: () => 'true' },
          question,
        );
        expect(found.map(nameless)).toEqual(expected.map(nameless));
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });

  async function arrive(customerId: number, items: readonly Arrival[], batchSize: number): Promise<void> {
    for (let start = 0; start < items.length; start += batchSize) {
      const scored = items
        .slice(start, start + batchSize)
        .map((item) => scoring.score(eventOf(given(item, customerId))));
      await database.transaction((writer) => scoring.record(writer, scored));
    }
  }

  async function takeBack(customerId: number, items: readonly Arrival[]): Promise<void> {
    const keys = items.map(({ name }) => ({ customerId, eventId: uuidOf(name) }));
    await database.transaction((writer) => scoring.retract(writer, keys, now));
  }
});

function given({ name, daysAgo, kind, brand }: Arrival, customerId: number): GivenEvent {
  return {
    id: name,
    type: 'rep.visit_held',
    customerId,
    at: now.getTime() - daysAgo * dayMs,
    brand,
    details: { kind },
  };
}

/** The adoption without what names the customer. */
function nameless(adopted: BrandAdoptionData): object {
  const { evidenceKey, history, ...rest } = adopted;
  const changes = history.map(({ evidence, ...change }) => ({ ...change, event: evidence?.interaction_id ?? null }));
  return { ...rest, history: changes, hasKey: evidenceKey !== '' };
}
