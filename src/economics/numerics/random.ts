import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Bound once for simulations: some runtimes look globals up at every use. */
const { cos, log, sqrt } = Math;
const twoPi = 2 * Math.PI;

/** Repeatable chance: the same seed gives the same draws. */
export interface RandomVariables {
  /** In (0, 1]. */
  uniform(): number;
  normal(): number;
  /** Mean 1 / rate. */
  exponential(rate: number): number;
  /** Mean shape / rate. */
  gamma(shape: number, rate: number): number;
  /** Mean a / (a + b). */
  beta(a: number, b: number): number;
}

/** @param key what the draws are for, such as purpose, customer and model: equal keys, equal draws */
export function randomVariables(key: string): RandomVariables {
  const generator = xoroshiro128plus(createHash('sha256').update(key).digest().readInt32BE(0));
  const uniform = (): number => 1 - uniformFloat64(generator);
  const normal = (): number => sqrt(-2 * log(uniform())) * cos(twoPi * uniform());
  const gamma = (shape: number, rate: number): number => standardGamma(shape, uniform, normal) / rate;
  return {
    uniform,
    normal,
    gamma,
    exponential: (rate) => -log(uniform()) / rate,
    beta: (a, b) => {
      const [left, right] = [gamma(a, 1), gamma(b, 1)];
      return left + right > 0 ? left / (left + right) : Number(uniform() * (a + b) <= a);
    },
  };
}

/** Marsaglia and Tsang's rejection from a cube of a normal; a shape below one is raised by one and scaled back. */
function standardGamma(shape: number, uniform: () => number, normal: () => number): number {
  if (shape < 1) return standardGamma(shape + 1, uniform, normal) * uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / sqrt(9 * d);
  for (;;) {
    const x = normal();
    const cube = (1 + c * x) ** 3;
    if (cube > 0 && log(uniform()) < (x * x) / 2 + d - d * cube + d * log(cube)) return d * cube;
  }
}
