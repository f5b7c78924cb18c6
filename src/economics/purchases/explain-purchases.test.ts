import { history, purchaseModel, roundedModel } from '../../../test/helpers/economics-vectors';
import { purchaseOutlook } from './explain-purchases';

const model = purchaseModel([0.2425967, 4.413659, 0.7929869, 2.426164]);

describe('what is said of expected purchases', () => {
  it('is "no repeat yet", not a certainty to be alive', () => {
    const outlook = purchaseOutlook(roundedModel, history(0, 0, 39), 26);
    expect(outlook).toMatchObject({ label: 'modelled', state: { kind: 'no repeat yet' }, method: 'BG/NBD' });
    expect(outlook.sentences).toEqual(['No repeat yet in 39 weeks.']);
  });

  it('C-5: tells why a frequent buyer who fell silent is expected to buy little', () => {
    const [facts, why] = purchaseOutlook(model, history(15, 20, 39), 52).sentences;
    expect(facts).toBe('15 repeat transactions, one every 1.3 weeks; the last 19 weeks ago.');
    expect(why).toMatch(/14 times the usual gap.*probably stopped.*bought more rarely/);
  });

  it('has nothing to explain for a steady buyer', () => {
    expect(purchaseOutlook(model, history(26, 30.9, 31), 52).sentences).toHaveLength(1);
  });
});
