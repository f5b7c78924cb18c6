import { ExactSums, largestExactPart, mostExactParts, type ValueInputs, type ValuePlan } from '../../value';
import type { Packed } from './packed';

/** Customers' buckets added up by family, and by our people. */
export interface Tallies {
  /** False for customers whose integers are too large or too many for {@link ExactSums}. */
  isExact(slot: number): boolean;
  /** The part of the inputs that buckets tell. The lists are written over by the next call. */
  inputsOf(slot: number): Pick<ValueInputs, 'amounts' | 'masses' | 'actors'>;
}

/** The place of a customer among those asked about; undefined for others. */
export type SlotOf = (customerId: number) => number | undefined;

/** @param buckets see `EvidenceColumns` */
export function tallyBuckets(plan: ValuePlan, buckets: Packed, customers: number, slotOf: SlotOf): Tallies {
  const { families } = plan;
  const width = families.length;
  const amounts = new ExactSums(customers * width);
  const masses = new ExactSums(customers * width);
  const parts = new Int32Array(customers);
  const threads = new Map<number, Thread[]>();
  for (let row = 0; row < buckets.length; row += 6) {
    const slot = slotOf(buckets[row] ?? 0);
    if (slot === undefined) continue;
    const [family, epochs, actor] = [buckets[row + 1] ?? 0, buckets[row + 2] ?? 0, buckets[row + 3] ?? 0];
    const [q30, mass30] = [buckets[row + 4] ?? 0, buckets[row + 5] ?? 0];
    const isLarge = Math.abs(q30) > largestExactPart || Math.abs(mass30) > largestExactPart;
    parts[slot] = (parts[slot] ?? 0) + (isLarge ? mostExactParts : 1);
    amounts.add(slot * width + family, q30, epochs);
    masses.add(slot * width + family, mass30, epochs);
    if (actor === 0 || families[family]?.isThreading !== true) continue;
    const own = threads.get(slot);
    const thread = { actor, family, epochs, mass30 };
    if (own === undefined) threads.set(slot, [thread]);
    else own.push(thread);
  }
  const decays = Float64Array.from(families, ({ decay }) => decay);
  const scratch = { amounts: new Float64Array(width), masses: new Float64Array(width) };
  return {
    isExact: (slot) => (parts[slot] ?? 0) < mostExactParts,
    inputsOf: (slot) => {
      for (let family = 0; family < width; family += 1) {
        const decay = decays[family] ?? 1;
        scratch.amounts[family] = amounts.read(slot * width + family) / 2 ** 30 / decay;
        scratch.masses[family] = masses.read(slot * width + family) / 2 ** 30 / decay;
      }
      const own = threads.get(slot);
      return { ...scratch, actors: own === undefined ? [] : actorMasses(own, decays) };
    },
  };
}

interface Thread {
  readonly actor: number;
  readonly family: number;
  readonly epochs: number;
  readonly mass30: number;
}

/** Masses of our people, each rounded by family as the sums of signals are. Families of one half-life share their decay. */
function actorMasses(threads: readonly Thread[], decays: Float64Array): readonly number[] {
  const actors = [...new Set(threads.map(({ actor }) => String(actor)))].sort();
  return actors
    .map((actor) => {
      const own = threads.filter((thread) => String(thread.actor) === actor);
      const families = [...new Set(own.map(({ family }) => family))].sort((one, other) => one - other);
      return families.reduce((sum, family) => sum + massOf(own, family, decays[family] ?? 1), 0);
    })
    .filter((mass) => mass > 0);
}

function massOf(threads: readonly Thread[], family: number, decay: number): number {
  const sums = new ExactSums(1);
  for (const thread of threads) if (thread.family === family) sums.add(0, thread.mass30, thread.epochs);
  return sums.read(0) / 2 ** 30 / decay;
}
