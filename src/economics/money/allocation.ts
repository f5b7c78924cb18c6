import { compareText } from '../../value';
import { safeMinor, wholeMinor } from './minor-units';
import { floorDivide } from './rational';

/** Whose share it is, and by how many of the key's units (heads, minutes): whole numbers, not negative. */
export interface KeyedShare {
  readonly id: string;
  readonly units: number;
}

export interface AllocatedShare {
  readonly id: string;
  readonly label: 'allocated';
  readonly amountMinor: number;
  /** The key it was spread by, to be kept with the entry. */
  readonly key: { readonly name: string; readonly units: number; readonly ofUnits: number };
}

/**
 * Spreads an amount by a declared key, such as the cost of a talk over the heads that heard it. The shares are whole minor
 * units that add up to the amount; what rounding leaves over goes to the largest fractions, then by id.
 *
 * @throws RangeError when the key has no units, or an id twice; RapportError MONEY_INVALID for amounts that are not whole
 */
export function allocate(
  amountMinor: number,
  currency: string,
  keyName: string,
  shares: readonly KeyedShare[],
): readonly AllocatedShare[] {
  const inOrder = shares.toSorted((left, right) => compareText(left.id, right.id));
  checkKey(keyName, inOrder);
  const amount = wholeMinor(amountMinor, currency);
  const size = amount < 0n ? -amount : amount;
  const ofUnits = inOrder.reduce((sum, { units }) => sum + units, 0);
  const floors = inOrder.map(({ id, units }) => {
    const numerator = size * BigInt(units);
    const floor = floorDivide(numerator, BigInt(ofUnits));
    return { id, units, floor, rest: numerator - floor * BigInt(ofUnits) };
  });
  const left = Number(size - floors.reduce((sum, { floor }) => sum + floor, 0n));
  const raised = new Set(
    floors
      .toSorted((one, two) => Number(two.rest - one.rest))
      .slice(0, left)
      .map(({ id }) => id),
  );
  return floors.map(({ id, units, floor }) => {
    const share = raised.has(id) ? floor + 1n : floor;
    const signed = safeMinor(amount < 0n ? -share : share, currency);
    return { id, label: 'allocated', amountMinor: signed, key: { name: keyName, units, ofUnits } };
  });
}

function checkKey(keyName: string, shares: readonly KeyedShare[]): void {
  const wrong = shares.find(({ units }) => !Number.isSafeInteger(units) || units < 0);
  if (wrong !== undefined) throw new RangeError(`${wrong.id} cannot have ${wrong.units} ${keyName}.`);
  if (!shares.some(({ units }) => units > 0)) throw new RangeError(`No ${keyName} to spread the amount by.`);
  const twice = shares.find(({ id }, index) => shares[index - 1]?.id === id);
  if (twice !== undefined) throw new RangeError(`${twice.id} has two shares.`);
}
