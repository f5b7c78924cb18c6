/** Decayed dialogue units by leaf (signal, or event), not negative. */
export type DialogueUnits = ReadonlyMap<string, number>;

/** Is it a dialogue, or are we only sending. `value` lies in [0, 100); the shares of both sides add up to it. */
export interface Reciprocity {
  readonly value: number;
  /** 1 when both sides say as much, 0 when one is silent. */
  readonly balance: number;
  /** How much is said at all, in [0, 1). */
  readonly volume: number;
  /** Positive when the customer says more than we do. */
  readonly direction: number;
  readonly inbound: SideShare;
  readonly outbound: SideShare;
}

export interface SideShare {
  /** Turns negative for the side that pushes much more than the other answers. */
  readonly value: number;
  /** In proportion to the units of each leaf. */
  readonly leaves: ReadonlyMap<string, number>;
}

/**
 * Reciprocity of decayed units from the customer (`inbound`) and from us (`outbound`). Shares follow the Aumann-Shapley
 * integral along the diagonal, in closed form. Nothing said by one side: everything is 0.
 */
export function reciprocity(inbound: DialogueUnits, outbound: DialogueUnits, kappa: number): Reciprocity {
  const [into, out] = [totalOf(inbound), totalOf(outbound)];
  const all = into + out;
  const product = Math.sqrt(into * out);
  const volume = all / (all + kappa);
  const { phiIn, phiOut } = sides(into, out, product, kappa);
  return {
    value: (200 * product) / (all + kappa),
    balance: all === 0 ? 0 : (2 * product) / all,
    volume,
    direction: (into - out) / (all + kappa),
    inbound: sideShare(inbound, into, 100 * phiIn),
    outbound: sideShare(outbound, out, 100 * phiOut),
  };
}

function sides(into: number, out: number, product: number, kappa: number) {
  if (product === 0) return { phiIn: 0, phiOut: 0 };
  const all = into + out;
  const log = Math.log1p(all / kappa);
  const slack = (2 * (log - all / (all + kappa))) / all ** 2;
  return { phiIn: product * (log / all - into * slack), phiOut: product * (log / all - out * slack) };
}

function sideShare(units: DialogueUnits, total: number, value: number): SideShare {
  const leaves = new Map([...units].map(([leaf, own]) => [leaf, total === 0 ? 0 : (value * own) / total]));
  return { value, leaves };
}

const totalOf = (units: DialogueUnits): number => [...units.values()].reduce((sum, own) => sum + own, 0);
