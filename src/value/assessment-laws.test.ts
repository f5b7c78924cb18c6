import fc from 'fast-check';
import { defaultDeclarations, vectorNow } from '../../test/helpers/value-vectors';
import { type Assessment, assess } from './assessment';
import { changesBetween } from './change';
import { componentIds } from './component';
import { evidenceDigest } from './digest';
import { dayMs } from './epoch';
import { eventLines } from './event-lines';
import type { Evidence, MoneyItem } from './evidence';
import { marginalLoss } from './leave-out';
import type { ValueLine } from './line';
import { commonLines, linesBySignal } from './lines';
import { isVisible } from './log';
import { countedRows, evidenceFromLog, type LoggedContribution } from './log-evidence';
import { defaultModel } from './model/default-model';
import type { ModelDocument } from './model/document';
import { topicsOf } from './topics';

const base = defaultModel(defaultDeclarations);
const signals = Object.keys(base.signals);
const naming = { actor: (id: string) => id };
const positive = (max: number) => fc.double({ min: 0.01, max, noNaN: true });

/** The default model with other weights, depths, caps, kappas and shares. */
const models: fc.Arbitrary<ModelDocument> = fc
  .record({
    weights: fc.array(fc.double({ min: -30, max: 30, noNaN: true }), {
      minLength: signals.length,
      maxLength: signals.length,
    }),
    caps: fc.array(fc.option(positive(20), { nil: undefined }), {
      minLength: signals.length,
      maxLength: signals.length,
    }),
    kappas: fc.array(positive(100), { minLength: 4, maxLength: 4 }),
    shares: fc.array(positive(1), { minLength: 5, maxLength: 5 }),
    kappa: positive(50),
  })
  .map(({ weights, caps, kappas, shares, kappa }) => ({
    ...base,
    channels: Object.fromEntries(
      Object.entries(base.channels).map(([id, channel], index) => [id, { ...channel, kappa: kappas[index] ?? 1 }]),
    ),
    signals: Object.fromEntries(
      signals.map((id, index) => {
        const own = base.signals[id];
        if (own === undefined) throw new Error(id);
        const cap = caps[index];
        const weight = own.direction === 'out' ? 0 : (weights[index] ?? 0);
        return [id, { ...own, weight, ...(cap === undefined ? {} : { cap }) }];
      }),
    ),
    reciprocity: { ...base.reciprocity, kappa },
    composite: sharesOf(shares),
  }));

function sharesOf(given: readonly number[]): ModelDocument['composite'] {
  const total = given.reduce((sum, share) => sum + share, 0);
  const shares = componentIds.map((id, index) => [id, (given[index] ?? 0) / total]);
  return Object.fromEntries(shares) as unknown as ModelDocument['composite'];
}

const contribution = fc.record({
  ordinal: fc.constant(0),
  signal: fc.constantFrom(...signals),
  amount: fc.double({ min: 0.01, max: 8, noNaN: true }),
  occurredAt: fc.integer({ min: vectorNow - 900 * dayMs, max: vectorNow }),
  recordedAt: fc.integer({ min: vectorNow - 900 * dayMs, max: vectorNow }),
  retractedAt: fc.option(fc.integer({ min: vectorNow - 900 * dayMs, max: vectorNow }), { nil: undefined, freq: 5 }),
  brandId: fc.constantFrom(0, 1, 2),
  actorId: fc.constantFrom(0, 1, 2, 3),
  mass: fc.constantFrom(0 as const, 1 as const),
});

const logs: fc.Arbitrary<readonly LoggedContribution[]> = fc.array(contribution, { maxLength: 40 }).map((rows) =>
  rows.map(({ retractedAt, ...row }, index) => ({
    ...row,
    eventId: `e${String(index).padStart(3, '0')}`,
    ...(retractedAt === undefined ? {} : { retractedAt }),
  })),
);

const records: fc.Arbitrary<Pick<Evidence, 'requests' | 'needs' | 'money' | 'unconverted'>> = fc.record({
  requests: fc
    .array(
      fc.record({
        ageDays: fc.double({ min: 0, max: 900, noNaN: true }),
        latencyDays: fc.option(fc.double({ min: 0, max: 60, noNaN: true })),
      }),
      { maxLength: 5 },
    )
    .map((list) => list.map((one, index) => ({ ...one, id: `q${index}`, plugin: 'rep', label: 'asked' }))),
  needs: fc
    .array(fc.record({ ageDays: fc.double({ min: 0, max: 900, noNaN: true }), met: fc.constantFrom(0, 0.5, 1) }), {
      maxLength: 5,
    })
    .map((list) => list.map((one, index) => ({ ...one, id: `n${index}`, plugin: 'web', label: 'needed' }))),
  money: fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 6 }).map((list) =>
    list.map(
      (amountMinor, index): MoneyItem => ({
        id: `m${index}`,
        plugin: 'ledger',
        label: 'Revenue',
        basis: 'recorded',
        amountMinor,
        evidence: null,
      }),
    ),
  ),
  unconverted: fc.constant([]),
});

const cases = fc.record({ model: models, log: logs, more: records });

function assessed(
  model: ModelDocument,
  log: readonly LoggedContribution[],
  more: Partial<Evidence>,
  at = vectorNow,
  knownAt = vectorNow,
) {
  const rows = countedRows(
    log.filter((row) => isVisible(row, at, knownAt)),
    model,
  );
  const evidence: Evidence = {
    requests: [],
    needs: [],
    money: [],
    unconverted: [],
    ...more,
    ...evidenceFromLog(rows, model, at),
  };
  return { evidence, assessment: assess(evidence, model), model, rows };
}

const total = (lines: readonly { readonly value: number }[]) => lines.reduce((sum, { value }) => sum + value, 0);
const size = (lines: readonly { readonly value: number }[]) =>
  lines.reduce((sum, { value }) => sum + Math.abs(value), 0);

function expectSum(
  lines: readonly ValueLine[],
  { components, rvi }: Assessment,
  shares: ModelDocument['composite'],
): void {
  for (const id of componentIds) {
    const own = lines.filter(({ component }) => component === id);
    expect(Math.abs(total(own) - components[id])).toBeLessThanOrEqual(1e-9 * Math.max(1, size(own)));
  }
  const weighed = lines.map(({ component, value }) => ({ value: shares[component] * value }));
  expect(Math.abs(total(weighed) - rvi)).toBeLessThanOrEqual(1e-9 * Math.max(1, size(weighed)));
}

describe('the laws of the whole value', () => {
  it('1: the lines of every component and of the index add up, by signal and by event, in random trees', () => {
    fc.assert(
      fc.property(cases, ({ model, log, more }) => {
        const value = assessed(model, log, more);
        expectSum(linesBySignal(value, naming), value.assessment, model.composite);
        const byEvent = [...eventLines(value, value.rows, vectorNow), ...commonLines(value, naming)];
        expectSum(byEvent, value.assessment, model.composite);
      }),
    );
  });

  it('2: any order of arrival gives the same bits and the same digest', () => {
    const shuffled = cases.chain(({ model, log, more }) =>
      fc.record({
        model: fc.constant(model),
        more: fc.constant(more),
        log: fc.constant(log),
        other: fc.shuffledSubarray([...log], { minLength: log.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ model, more, log, other }) => {
        const [one, two] = [assessed(model, log, more), assessed(model, other, more)];
        expect(two.assessment.components).toEqual(one.assessment.components);
        expect(evidenceDigest(two.evidence)).toBe(evidenceDigest(one.evidence));
      }),
    );
  });

  it('3: what is learned or withdrawn later does not change what was known', () => {
    const instants = fc.tuple(...[0, 1].map(() => fc.integer({ min: vectorNow - 400 * dayMs, max: vectorNow })));
    fc.assert(
      fc.property(cases, instants, ({ model, log, more }, [at = 0, knownAt = 0]) => {
        const then = log
          .filter(({ recordedAt }) => recordedAt <= knownAt)
          .map(({ retractedAt, ...row }) =>
            retractedAt !== undefined && retractedAt <= knownAt ? { ...row, retractedAt } : row,
          );
        const [known, batch] = [assessed(model, log, more, at, knownAt), assessed(model, then, more, at, vectorNow)];
        expect(evidenceDigest(known.evidence)).toBe(evidenceDigest(batch.evidence));
        expect(known.assessment.components).toEqual(batch.assessment.components);
      }),
    );
  });

  it('6: splitting an event or an entry into parts that add up leaves all other lines as they are', () => {
    const uncapped = signals.filter((id) => base.signals[id]?.dailyCap === undefined);
    fc.assert(
      fc.property(cases, fc.constantFrom(...uncapped), ({ model: given, log, more }, signal) => {
        const model = {
          ...given,
          signals: Object.fromEntries(Object.entries(given.signals).map(([id, { cap: _, ...own }]) => [id, own])),
        };
        const event = {
          eventId: 'z',
          ordinal: 0,
          signal,
          amount: 3,
          occurredAt: vectorNow - 9 * dayMs,
          recordedAt: 0,
          brandId: 0,
          actorId: 0,
          mass: 0 as const,
        };
        const parts = [
          { ...event, amount: 1 },
          { ...event, eventId: 'zz', amount: 2 },
        ];
        const money = more.money.flatMap((item) => {
          const half = Math.trunc(item.amountMinor / 2);
          return [
            { ...item, amountMinor: half },
            { ...item, id: `${item.id}b`, amountMinor: item.amountMinor - half },
          ];
        });
        const [whole, split] = [
          assessed(model, [...log, event], more),
          assessed(model, [...log, ...parts], { ...more, money }),
        ];
        const others = (value: typeof whole) =>
          eventLines(value, value.rows, vectorNow).filter(({ row }) => !row.eventId.startsWith('z'));
        const after = others(split);
        for (const [index, line] of others(whole).entries()) {
          expect(Math.abs((after[index]?.value ?? Number.NaN) - line.value)).toBeLessThanOrEqual(1e-6);
        }
        expect(split.assessment.components.money).toBeCloseTo(whole.assessment.components.money, 9);
      }),
    );
  });

  it('10: every component keeps its bounds, and no evidence is worth nothing', () => {
    fc.assert(
      fc.property(cases, ({ model, log, more }) => {
        const { components, rvi } = assessed(model, log, more).assessment;
        for (const id of ['engagement', 'service', 'money'] as const)
          expect(Math.abs(components[id])).toBeLessThan(100);
        for (const id of ['reciprocity', 'durability'] as const) {
          expect(components[id]).toBeGreaterThanOrEqual(0);
          expect(components[id]).toBeLessThan(100);
        }
        expect(Math.abs(rvi)).toBeLessThan(100);
        expect(assessed(model, [], {}).assessment).toMatchObject({ rvi: 0, grade: 'D' });
      }),
    );
  });

  it('12: an unchanged model changes nothing, and another one by exactly the difference of the lines', () => {
    fc.assert(
      fc.property(cases, models, ({ model, log, more }, other) => {
        const tell = (used: ModelDocument) => {
          const value = assessed(used, log, more);
          return { assessed: value, topics: topicsOf(linesBySignal(value, naming), used) };
        };
        expect(changesBetween(tell(model), tell(model), new Map())).toEqual([]);
        const [before, after] = [tell(model), tell(other)];
        const changes = changesBetween(before, after, new Map());
        const sum = changes.reduce((all, { difference }) => all + difference, 0);
        const expected = after.assessed.assessment.rvi - before.assessed.assessment.rvi;
        expect(Math.abs(sum - expected)).toBeLessThanOrEqual(1e-8);
      }),
    );
  });

  it('loses with a line exactly what the value is worth without its evidence', () => {
    fc.assert(
      fc.property(cases, ({ model, log, more }) => {
        const capless = log.filter(({ signal }) => model.signals[signal]?.dailyCap === undefined);
        const value = assessed(model, capless, more);
        for (const line of eventLines(value, value.rows, vectorNow).slice(0, 3)) {
          const without = assessed(
            model,
            capless.filter(({ eventId }) => eventId !== line.row.eventId),
            more,
          );
          const loss = marginalLoss(value, line.removals, { [line.component]: 1 });
          const expected = value.assessment.components[line.component] - without.assessment.components[line.component];
          expect(Math.abs(loss - expected)).toBeLessThanOrEqual(1e-6);
        }
      }),
    );
  });
});
