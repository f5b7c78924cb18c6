import fc from 'fast-check';
import { testModel, uuidOf } from '../../test/helpers/scoring-fixture';
import { bucketHalfLives, q30Of } from '../value';
import { BucketDeltas, bucketsOf } from './bucket-delta';
import { scaledInteger } from './exact-integer';
import type { LogRow } from './log-row';

const model = testModel.document;
const known = Object.keys(model.signals);

/** Few customers, days and people, so that rows share buckets; among the amounts some whose integers no number holds. */
const rows = fc
  .array(
    fc.record({
      customerId: fc.constantFrom(1, 2, 2 ** 32 + 1, 2 ** 40),
      signal: fc.constantFrom(...known),
      day: fc.integer({ min: -400, max: 30_000 }),
      amount: fc.constantFrom(-1.5, 0.1, 1, 7, 2 ** 31 - 0.25),
      brandId: fc.integer({ min: 0, max: 2 }),
      actorId: fc.integer({ min: 0, max: 2 }),
      carriesMass: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((list) =>
    list.map(({ day, amount, carriesMass, ...row }, index): LogRow => {
      const occurredAt = new Date(Math.floor(day / 300) * 300 * 86_400_000 + index);
      const halfLife = model.signals[row.signal]?.halfLifeDays ?? 90;
      const { epoch, q30 } = scaledInteger(amount, occurredAt.getTime(), halfLife);
      const mass30 = carriesMass ? scaledInteger(1, occurredAt.getTime(), halfLife).q30 : 0;
      return {
        ...row,
        eventId: uuidOf(String(index)),
        ordinal: 0,
        halfLife,
        epoch,
        occurredAt,
        amount,
        counted: amount,
        q30,
        mass30,
      };
    }),
  );

/** The same sums, slowly: by texts and in bigints. */
function sumsOf(list: readonly LogRow[]): readonly string[] {
  const sums = new Map<string, { q30: bigint; mass30: bigint; n: number }>();
  for (const row of list) {
    const { customerId, signal, occurredAt, brandId, actorId, counted, mass30 } = row;
    for (const halfLife of bucketHalfLives(signal, model)) {
      const { epoch, q30 } = q30Of(counted, occurredAt.getTime(), halfLife);
      const key = [customerId, signal, halfLife, epoch, brandId, actorId].join(' ');
      const sum = sums.get(key) ?? { q30: 0n, mass30: 0n, n: 0 };
      sum.q30 += q30;
      sum.mass30 += mass30 === 0 ? 0n : q30Of(1, occurredAt.getTime(), halfLife).q30;
      sum.n += 1;
      sums.set(key, sum);
    }
  }
  return [...sums].map(([key, { q30, mass30, n }]) => `${key}: ${q30} ${mass30} ${n}`).sort();
}

const textsOf = (deltas: ReturnType<typeof bucketsOf>): readonly string[] =>
  deltas
    .map(({ customerId, signal, halfLife, epoch, brandId, actorId, q30, mass30, n }) => {
      return `${[customerId, signal, halfLife, epoch, brandId, actorId].join(' ')}: ${q30} ${mass30} ${n}`;
    })
    .sort();

describe('what rows add to buckets', () => {
  it('is one exact sum for each bucket, for every half-life that the signal is kept in', () => {
    fc.assert(fc.property(rows, (list) => expect(textsOf(bucketsOf(list, model))).toEqual(sumsOf(list))));
  });

  it('is nothing once what entered has left, and of a recount only what differs', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const deltas = new BucketDeltas(model);
        for (const row of list) deltas.enter(row);
        for (const row of list) deltas.recount({ ...row, counted: row.counted / 2 }, row);
        for (const row of list.toReversed()) deltas.leave({ ...row, counted: row.counted / 2 });
        expect(deltas.list()).toEqual([]);
      }),
    );
  });
});
