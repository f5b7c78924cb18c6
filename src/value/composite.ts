import { type ComponentId, componentIds } from './component';
import type { ModelDocument } from './model/document';
import { saturate, saturationSlope } from './saturation';

/** Net contribution as an index between -100 and 100, with what one minor unit of the ledger contributes to it. */
export interface MoneyIndex {
  readonly value: number;
  readonly ratePerMinorUnit: number;
}

/** @param netMinor sum of the ledger over the model's window, in minor units of the reporting currency */
export function moneyIndex(netMinor: number, { kappaMinor }: ModelDocument['money']): MoneyIndex {
  return { value: 100 * saturate(netMinor, kappaMinor), ratePerMinorUnit: 100 * saturationSlope(netMinor, kappaMinor) };
}

/** The relationship value index: the weighted sum of its components, so that their lines stay exact. */
export function relationshipIndex(
  components: Readonly<Record<ComponentId, number>>,
  shares: ModelDocument['composite'],
): number {
  return componentIds.reduce((sum, component) => sum + shares[component] * components[component], 0);
}
