import fc from 'fast-check';
import { models, purchaseModel, roundedModel } from '../../../test/helpers/economics-vectors';
import { expectClose } from '../../../test/helpers/value-vectors';
import { probabilityOfRepeats } from './count-law';
import { expectedOfNew } from './expectation';

describe('the number of repeats', () => {
  it('C-6: has the printed probabilities', () => {
    expectClose(probabilityOfRepeats(roundedModel, 2, 10) / 1.07869e-7, 1, 2e-5);
    expectClose(probabilityOfRepeats(roundedModel, 39, 0), 0.573786);
  });

  it('is certain to be some number, with the expected one as its mean', () => {
    for (const law of ['BG/NBD', 'MBG/NBD'] as const) {
      const model = purchaseModel([0.9, 6, 1.4, 3], law);
      const law20 = Array.from({ length: 400 }, (_, count) => probabilityOfRepeats(model, 20, count));
      expectClose(
        law20.reduce((sum, probability) => sum + probability, 0),
        1,
        1e-12,
      );
      const mean = law20.reduce((sum, probability, count) => sum + count * probability, 0);
      expectClose(mean, expectedOfNew(model, 20), 1e-10);
    }
  });

  it('is zero at the start', () => {
    fc.assert(
      fc.property(models, (model) => {
        expectClose(probabilityOfRepeats(model, 0, 0), 1, 1e-12);
        expect(probabilityOfRepeats(model, 0, 3)).toBe(0);
      }),
    );
    expect(() => probabilityOfRepeats(roundedModel, 1, 0.5)).toThrow(RangeError);
  });
});
