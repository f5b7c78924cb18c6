import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { PurchaseHistory, PurchaseLaw, PurchaseModel, SpendHistory, Transaction } from '../../src/economics';
import { sharedFile } from './shared-data';

/** Parameters in the order in which they are printed: r, alpha, a, b. */
export function purchaseModel(
  [r, alpha, a, b]: readonly [number, number, number, number],
  law: PurchaseLaw = 'BG/NBD',
): PurchaseModel {
  return { law, r, alpha, a, b };
}

export const roundedModel = purchaseModel([0.243, 4.414, 0.793, 2.426]);

/** x, t_x, T. */
export function history(repeats: number, lastRepeat: number, observed: number): PurchaseHistory {
  return { repeats, lastRepeat, observed };
}

const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });

export const models: fc.Arbitrary<PurchaseModel> = fc.record({
  law: fc.constantFrom<PurchaseLaw[]>('BG/NBD', 'MBG/NBD'),
  r: positive(0.1, 5),
  alpha: positive(0.5, 50),
  a: positive(0.1, 5),
  b: positive(0.1, 10),
});

export const histories: fc.Arbitrary<PurchaseHistory> = fc
  .record({ repeats: fc.integer({ min: 0, max: 60 }), share: positive(0.01, 1), observed: positive(1, 100) })
  .map(({ repeats, share, observed }) => history(repeats, repeats === 0 ? 0 : share * observed, observed));

export interface CdnowCustomer {
  readonly history: PurchaseHistory;
  readonly spend: SpendHistory | undefined;
}

/** The published summary of the tenth sample: 2,357 customers over 39 weeks. */
export function cdnowSummary(): readonly CdnowCustomer[] {
  return csvRows('cdnow/cdnow_customers_summary_with_transactions.csv').map(
    ([, x = '', tx = '', observed = '', z = '']) => ({
      history: history(Number(x), Number(tx), Number(observed)),
      spend: Number(x) > 0 ? { transactions: Number(x), mean: Number(z) } : undefined,
    }),
  );
}

/** The transactions of the same customers over 78 weeks, in cents. */
export function cdnowTransactions(): readonly Transaction[] {
  return csvRows('cdnow/cdnow_sample.csv').map(([, customer = '', date = '', , dollars = '']) => ({
    customer,
    day: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`,
    amountMinor: Math.round(Number(dollars) * 100),
  }));
}

function csvRows(name: string): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(sharedFile(name), 'utf8').trim().split('\n');
  return lines.map((line) => line.split(','));
}
