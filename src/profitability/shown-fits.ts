import { withheldGroups } from '../bi';
import type { StoredFit } from './fits.store';

type SizedFit = Pick<StoredFit, 'segment' | 'customers' | 'withRepeats'>;

/**
 * Fits without those of segments so small that their figures would be of single customers, and without as many others as keep
 * the small ones from being found by subtraction from that of all customers.
 *
 * @param smallest fewest customers that a figure may be of
 */
export function shownFits<Fit extends SizedFit>(fits: readonly Fit[], smallest: number): readonly Fit[] {
  if (smallest <= 1) return fits;
  const all = fits.find(({ segment }) => segment === '');
  const segments = fits.filter(({ segment }) => segment !== '');
  const without = (all?.customers ?? 0) - segments.reduce((sum, { customers }) => sum + customers, 0);
  const groups = segments.map((fit) => ({ key: [fit.segment], customers: sizeOf(fit) }));
  // Customers of no segment, whose figures nobody is told: what is left when all others are taken off.
  const withheld = withheldGroups(without > 0 ? [...groups, { key: [null], customers: without }] : groups, smallest);
  const shown = segments.filter((_, index) => withheld !== null && !withheld.has(index));
  return all === undefined || isSmall(sizeOf(all), smallest) ? shown : [all, ...shown];
}

/** Those who bought again are counted as well: the smaller figure decides. */
const sizeOf = ({ customers, withRepeats }: SizedFit): number => (withRepeats === 0 ? customers : withRepeats);

const isSmall = (size: number, smallest: number): boolean => size > 0 && size < smallest;
