import { addScaled, type Objective, unit, type Vector } from './vector';

export interface Minimum {
  readonly point: Vector;
  readonly value: number;
  /** Steps taken. */
  readonly steps: number;
}

export interface SimplexOptions {
  /** Edge of the first simplex. */
  readonly edge: number;
  /** Ends when the values at the corners differ by less. */
  readonly tolerance: number;
  readonly maximumSteps: number;
}

interface Corner {
  readonly point: Vector;
  readonly value: number;
}

/** Downhill simplex: needs no derivatives and bears infinite values, so it finds the region in which others work. */
export function nelderMead(objective: Objective, start: Vector, options: SimplexOptions): Minimum {
  const corner = (point: Vector): Corner => ({ point, value: objective(point) });
  const edges = start.map((_, axis) => addScaled(start, options.edge, unit(start.length, axis)));
  let simplex = inOrder([start, ...edges].map(corner));
  let steps = 0;
  while (steps < options.maximumSteps && spread(simplex) > options.tolerance) {
    simplex = inOrder(step(simplex, corner));
    steps += 1;
  }
  const best = first(simplex);
  return { point: best.point, value: best.value, steps };
}

function step(simplex: readonly Corner[], corner: (point: Vector) => Corner): readonly Corner[] {
  const [best, worst] = [first(simplex), last(simplex)];
  const others = simplex.slice(0, -1);
  const secondWorst = last(others);
  const centre = others.reduce((sum, { point }) => addScaled(sum, 1 / others.length, point), zero(best.point));
  const away = addScaled(centre, -1, worst.point);
  const reflected = corner(addScaled(centre, 1, away));
  if (reflected.value < best.value) {
    const expanded = corner(addScaled(centre, 2, away));
    return [...others, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < secondWorst.value) return [...others, reflected];
  const contracted = corner(addScaled(centre, reflected.value < worst.value ? 0.5 : -0.5, away));
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...others, contracted];
  return [best, ...simplex.slice(1).map(({ point }) => corner(midpoint(best.point, point)))];
}

function inOrder(simplex: readonly Corner[]): readonly Corner[] {
  return simplex.toSorted((left, right) => comparable(left.value) - comparable(right.value));
}

/** Infinities subtract to NaN; any number beyond all others will do. */
function comparable(value: number): number {
  return Number.isFinite(value) ? value : Number.MAX_VALUE;
}

function spread(simplex: readonly Corner[]): number {
  return comparable(last(simplex).value) - comparable(first(simplex).value);
}

function midpoint(left: Vector, right: Vector): Vector {
  return left.map((value, index) => (value + (right[index] ?? value)) / 2);
}

function zero(like: Vector): Vector {
  return like.map(() => 0);
}

function first(simplex: readonly Corner[]): Corner {
  const corner = simplex[0];
  if (corner === undefined) throw new RangeError('A simplex has corners.');
  return corner;
}

function last(simplex: readonly Corner[]): Corner {
  return simplex.at(-1) ?? first(simplex);
}
