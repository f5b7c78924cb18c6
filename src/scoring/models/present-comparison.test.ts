import { presentComparison, type StoredComparison } from './present-comparison';

/** As decisions were kept before reports told of classes, of the part that was ranked, and of its error. */
const former = {
  customers: 40,
  gradeMoves: [{ from: 'B', to: 'A', customers: 3 }],
  movers: [{ customerId: 7, before: 10, after: 12, delta: 2, byPlugin: [], bySignal: [] }],
} as unknown as StoredComparison;

describe('a report that was kept by an earlier version', () => {
  it('is shown with what it could not tell left out, and its moves of grade as those of a class', () => {
    expect(presentComparison(former, new Set([7]))).toMatchObject({
      population: 40,
      ranked: 40,
      kendallStandardError: null,
      classMoves: [{ kind: 'grade', about: null, from: 'B', to: 'A', customers: 3 }],
      unmovedClasses: [],
      movers: [{ classChanges: [], customerId: expect.not.stringMatching(/^7$/) }],
    });
  });

  it('keeps what a report of today says itself', () => {
    const today = { ...former, population: 90, ranked: 50, kendallStandardError: 0.01, unmovedClasses: ['stage'] };
    expect(presentComparison(today as StoredComparison, new Set())).toMatchObject({
      population: 90,
      ranked: 50,
      kendallStandardError: 0.01,
      unmovedClasses: ['stage'],
    });
  });

  it('names the customers who may be seen, and no others', () => {
    expect(presentComparison(former, new Set([8]))).toMatchObject({ population: 40, movers: [] });
  });
});
