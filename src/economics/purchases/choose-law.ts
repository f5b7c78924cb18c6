import type { NotStated } from '../figure';
import { fitPurchases, type PurchaseFit } from './fit-purchases';
import type { PurchaseHistory } from './purchase-history';

/** Both laws of buying fitted to the same customers, one of them chosen. */
export interface PurchaseLawChoice {
  readonly chosen: PurchaseFit | NotStated;
  readonly other: PurchaseFit | NotStated;
  /** Why this one, in a sentence. */
  readonly reason: string;
}

/**
 * By so much the logarithm of the likelihood must be greater before the data are said to prefer a law. Both have four
 * parameters, so that nothing is owed for a richer law; 2 is a ratio of the likelihoods of more than 7.
 */
const clearlyBetter = 2;

/**
 * BG/NBD, unless MBG/NBD explains the same purchases clearly better or alone can be fitted.
 *
 * @throws RangeError for a history that cannot be
 */
export function choosePurchaseLaw(histories: readonly PurchaseHistory[]): PurchaseLawChoice {
  const plain = fitPurchases('BG/NBD', histories);
  const modified = fitPurchases('MBG/NBD', histories);
  if (plain.kind === 'not stated') {
    if (modified.kind === 'not stated') return { chosen: plain, other: modified, reason: plain.reason };
    return { chosen: modified, other: plain, reason: `BG/NBD cannot be fitted: ${plain.reason}` };
  }
  if (modified.kind === 'not stated') {
    return { chosen: plain, other: modified, reason: `MBG/NBD cannot be fitted: ${modified.reason}` };
  }
  const lead = modified.logLikelihood - plain.logLikelihood;
  if (lead > clearlyBetter) {
    const reason = `MBG/NBD explains the purchases better: log-likelihood ${lead.toFixed(2)} above that of BG/NBD.`;
    return { chosen: modified, other: plain, reason };
  }
  const reason =
    lead < -clearlyBetter
      ? `BG/NBD explains the purchases better: log-likelihood ${(-lead).toFixed(2)} above that of MBG/NBD.`
      : `The purchases do not tell the laws apart (log-likelihood of MBG/NBD ${signed(lead)} against BG/NBD); BG/NBD is kept.`;
  return { chosen: plain, other: modified, reason };
}

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`;
