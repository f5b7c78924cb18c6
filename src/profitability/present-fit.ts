import type { NotStated, PurchaseFit, SpendFit } from '../economics';
import type { PurchaseLawFit, SegmentPurchaseFit, SpendLawFit } from './fit-types';
import type { StoredFit } from './fits.store';
import { asMoney } from './present';

export function presentFit(fit: StoredFit): SegmentPurchaseFit {
  const { purchases, alternative, spend, reportingCurrency, segment, ...rest } = fit;
  return {
    ...rest,
    segment: segment === '' ? null : segment,
    purchases: presentLaw(purchases),
    alternative: alternative === null ? null : presentLaw(alternative),
    spend: presentSpend(spend, reportingCurrency),
  };
}

function presentLaw(fit: PurchaseFit | NotStated): PurchaseLawFit {
  const nothing = { label: 'modelled', law: null, parameters: [], standardErrors: [], logLikelihood: null } as const;
  if (fit.kind === 'not stated') return { ...nothing, refusal: fit.reason };
  const { model, standardErrors, logLikelihood } = fit;
  const listed = ({ r, alpha, a, b }: PurchaseFit['standardErrors']) => [r, alpha, a, b];
  return {
    label: fit.label,
    law: model.law,
    parameters: listed(model),
    standardErrors: listed(standardErrors),
    logLikelihood,
    refusal: null,
  };
}

function presentSpend(fit: SpendFit | NotStated, currency: string): SpendLawFit {
  const nothing = { label: 'modelled', parameters: [], standardErrors: [], populationMean: null } as const;
  if (fit.kind === 'not stated') return { ...nothing, correlation: null, refusal: fit.reason };
  const listed = ({ p, q, gamma }: SpendFit['parameters']) => [p, q, gamma];
  return {
    label: fit.label,
    parameters: listed(fit.parameters),
    standardErrors: listed(fit.standardErrors),
    populationMean: fit.populationMean === undefined ? null : asMoney(fit.populationMean, currency),
    correlation: fit.independence.correlation ?? null,
    refusal: null,
  };
}
