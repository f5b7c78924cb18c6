import { goldenLog } from '../../../test/helpers/golden-customer';
import { defaultDeclarations, vectorNow } from '../../../test/helpers/value-vectors';
import { assess } from '../assessment';
import { noEvidence } from '../evidence';
import { countedRows, wholeEvidence } from '../log-evidence';
import { defaultModel } from '../model/default-model';
import { areDistinguishable, stabilityInterval } from './stability';
import { bootstrapWeights, uniformOf } from './weights';

const model = defaultModel(defaultDeclarations);
const intervalOf = (log: typeof goldenLog) => {
  const rows = log.map((entry) => ({ ...entry, brandId: 0, actorId: 1, mass: 1 as const }));
  const evidence = wholeEvidence(rows, model, vectorNow);
  const assessment = assess(evidence, model);
  const interval = stabilityInterval({ evidence, assessment, model }, countedRows(rows, model), vectorNow);
  return { interval, rvi: assessment.rvi };
};

describe('the stability interval', () => {
  it('E-5: takes the weights of events from their hashes', () => {
    const keys = [
      ['e-1', 0],
      ['e-1', 1],
      ['e-1', 2],
      ['e-2', 0],
      ['e-2', 1],
    ] as const;
    expect(keys.map(([event, replicate]) => bootstrapWeights(event, 3)[replicate])).toEqual([1, 1, 2, 1, 1]);
  });

  it('E-3: reads a hash as the uniform number that is published for it', () => {
    expect(uniformOf('holdout|2026Q4|C-000123')).toBeCloseTo(0.314338557819, 12);
    expect(uniformOf('holdout|2026Q4|C-000124')).toBeCloseTo(0.082335287265, 12);
  });

  it('holds the value, is the same every time, and does not depend on the order of the log', () => {
    const { interval, rvi } = intervalOf(goldenLog);
    expect(interval.low).toBeLessThan(rvi);
    expect(interval.high).toBeGreaterThan(rvi);
    expect(interval).toMatchObject({ level: 0.95, method: 'Poisson bootstrap of events, 200 replicates' });
    const again = intervalOf(goldenLog.toReversed()).interval;
    expect(again.low).toBeCloseTo(interval.low, 9);
    expect(again.high).toBeCloseTo(interval.high, 9);
  });

  it('is wider the fewer events a value hangs on, and nothing without any', () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      goldenLog.map((entry) => ({ ...entry, eventId: `${entry.eventId}-${n}` })),
    );
    const width = ({ interval }: ReturnType<typeof intervalOf>) => interval.high - interval.low;
    expect(width(intervalOf(many.flat()))).toBeLessThan(width(intervalOf(goldenLog)));
    expect(intervalOf([]).interval).toMatchObject({ low: 0, high: 0 });
  });

  it('widens with money that hangs on one order, and with the costs of contacts that may count twice', () => {
    const order = (id: string, amountMinor: number, eventId: string | null = null) => {
      const evidence = eventId === null ? null : { eventId, occurredAt: vectorNow };
      return { id, plugin: 'ledger', label: 'Revenue', basis: 'recorded', amountMinor, evidence } as const;
    };
    const widthOf = (money: readonly ReturnType<typeof order>[]) => {
      const evidence = { ...noEvidence, money };
      const { low, high } = stabilityInterval({ evidence, assessment: assess(evidence, model), model }, [], vectorNow);
      return high - low;
    };
    const many = Array.from({ length: 40 }, (_, index) => order(`order-${index}`, 10_000));
    expect(widthOf([order('order', 400_000)])).toBeGreaterThan(2 * widthOf(many));
    expect(widthOf([order('a', 400_000, 'visit'), order('b', -400_000, 'visit')])).toBe(0);
  });

  it('tells two values apart only where the intervals do not overlap', () => {
    expect(areDistinguishable({ low: 1, high: 2 }, { low: 2, high: 3 })).toBe(false);
    expect(areDistinguishable({ low: 1, high: 2 }, { low: 2.1, high: 3 })).toBe(true);
    expect(areDistinguishable({ low: 5, high: 6 }, { low: 2.1, high: 3 })).toBe(true);
  });
});
