/** Computing is done modulo a prime whose products are exact. */
const prime = 67_108_859;

/** Unknowns that hang together at most: the work grows with the cube. */
export const mostUnknowns = 300;

/**
 * Unknowns that follow from sums over them: each equation lists the unknowns whose sum is known.
 *
 * @returns null when more than {@link mostUnknowns} hang together
 */
export function derivable(equations: readonly (readonly number[])[]): ReadonlySet<number> | null {
  const found = new Set<number>();
  for (const { unknowns, rows } of components(equations)) {
    if (unknowns.length > mostUnknowns) return null;
    for (const unknown of solved(unknowns, rows)) found.add(unknown);
  }
  return found;
}

type Line = Float64Array<ArrayBuffer>;

interface Component {
  readonly unknowns: readonly number[];
  readonly rows: readonly (readonly number[])[];
}

function components(equations: readonly (readonly number[])[]): readonly Component[] {
  const parent = new Map<number, number>();
  const rootOf = (one: number): number => {
    let root = one;
    while (parent.get(root) !== root) root = parent.get(root) as number;
    parent.set(one, root);
    return root;
  };
  for (const equation of equations) {
    for (const unknown of equation) if (!parent.has(unknown)) parent.set(unknown, unknown);
    const [first, ...others] = equation;
    if (first !== undefined) for (const other of others) parent.set(rootOf(other), rootOf(first));
  }
  const byRoot = new Map<number, { unknowns: number[]; rows: (readonly number[])[] }>();
  for (const unknown of parent.keys()) {
    const root = rootOf(unknown);
    const component = byRoot.get(root) ?? { unknowns: [], rows: [] };
    component.unknowns.push(unknown);
    byRoot.set(root, component);
  }
  for (const equation of equations) {
    const [first] = equation;
    if (first !== undefined) byRoot.get(rootOf(first))?.rows.push(equation);
  }
  return [...byRoot.values()];
}

/** Gauss and Jordan: an unknown follows when a row is left that holds it alone. */
function solved(unknowns: readonly number[], rows: Component['rows']): readonly number[] {
  const column = new Map(unknowns.map((unknown, index) => [unknown, index]));
  const matrix: Line[] = rows.map((row) => {
    const line = new Float64Array(unknowns.length);
    for (const unknown of row) line[column.get(unknown) as number] = 1;
    return line as Line;
  });
  let rank = 0;
  for (let at = 0; at < unknowns.length && rank < matrix.length; at += 1) {
    const pivot = matrix.findIndex((line, index) => index >= rank && line[at] !== 0);
    if (pivot < 0) continue;
    const line = matrix[pivot] as Line;
    matrix[pivot] = matrix[rank] as Line;
    matrix[rank] = line;
    scale(line, inverse(line[at] as number));
    for (const [index, other] of matrix.entries()) if (index !== rank && other[at] !== 0) subtract(other, line, at);
    rank += 1;
  }
  return matrix.slice(0, rank).flatMap((line) => {
    const left = unknowns.filter((_, index) => line[index] !== 0);
    return left.length === 1 ? left : [];
  });
}

function scale(line: Line, factor: number): void {
  for (let index = 0; index < line.length; index += 1) line[index] = ((line[index] as number) * factor) % prime;
}

function subtract(from: Line, line: Line, at: number): void {
  const factor = from[at] as number;
  for (let index = 0; index < line.length; index += 1) {
    const difference = ((from[index] as number) - (((line[index] as number) * factor) % prime)) % prime;
    from[index] = difference < 0 ? difference + prime : difference;
  }
}

/** By Fermat: the number to the power of the prime less two. */
function inverse(number: number): number {
  let result = 1;
  let base = number;
  for (let exponent = prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}
