import { randomVariables } from '../numerics/random';
import { choosePurchaseLaw } from './choose-law';
import type { PurchaseLaw } from './purchase-law';
import { drawNewCustomer } from './simulate-purchases';

const observed = 60;

function historiesOf(law: PurchaseLaw, customers: number) {
  const random = randomVariables(`choice of a law|${law}`);
  const model = { law, r: 1.5, alpha: 4, a: 1, b: 2 };
  return Array.from({ length: customers }, () => {
    const times = drawNewCustomer(model, observed, random);
    return { repeats: times.length, lastRepeat: times.at(-1) ?? 0, observed };
  });
}

describe('the choice of a law of buying', () => {
  it('is MBG/NBD where many never come back although the others come often', () => {
    const { chosen, other, reason } = choosePurchaseLaw(historiesOf('MBG/NBD', 2_500));
    expect(chosen).toMatchObject({ kind: 'fitted', model: { law: 'MBG/NBD' } });
    expect(other).toMatchObject({ kind: 'fitted', model: { law: 'BG/NBD' } });
    expect(reason).toMatch(/^MBG\/NBD explains the purchases better: log-likelihood \d+\.\d\d above/);
  }, 30_000);

  it('is BG/NBD where nobody is lost before the first repeat', () => {
    const { chosen, reason } = choosePurchaseLaw(historiesOf('BG/NBD', 2_500));
    expect(chosen).toMatchObject({ kind: 'fitted', model: { law: 'BG/NBD' } });
    expect(reason).toMatch(/BG\/NBD explains the purchases better|do not tell the laws apart/);
  }, 30_000);

  it('is none where the customers are too few for either', () => {
    const { chosen, other } = choosePurchaseLaw(historiesOf('BG/NBD', 100));
    expect([chosen.kind, other.kind]).toEqual(['not stated', 'not stated']);
  });
});
