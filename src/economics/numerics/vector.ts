/** A point or direction of a few dimensions. */
export type Vector = readonly number[];
export type Matrix = readonly Vector[];
export type Objective = (point: Vector) => number;

/** `left + factor * right`, element by element. */
export function addScaled(left: Vector, factor: number, right: Vector): Vector {
  return left.map((value, index) => value + factor * (right[index] ?? 0));
}

export function dot(left: Vector, right: Vector): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

export function times(matrix: Matrix, vector: Vector): Vector {
  return matrix.map((row) => dot(row, vector));
}

export function identity(size: number): Matrix {
  return Array.from({ length: size }, (_, row) => unit(size, row));
}

export function unit(size: number, axis: number): Vector {
  return Array.from({ length: size }, (_, index) => (index === axis ? 1 : 0));
}

/** Lower triangle whose product with its transpose is the matrix; undefined when the matrix is not positive definite. */
export function cholesky(matrix: Matrix): Matrix | undefined {
  const rows: number[][] = [];
  for (const [i, source] of matrix.entries()) {
    const row: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      const rest = (source[j] ?? 0) - dot(row, (rows[j] ?? row).slice(0, j));
      if (i === j && !(rest > 0)) return undefined;
      row.push(i === j ? Math.sqrt(rest) : rest / (rows[j]?.[j] ?? Number.NaN));
    }
    rows.push(row);
  }
  return rows.map((row) => [...row, ...Array.from({ length: matrix.length - row.length }, () => 0)]);
}

/** Inverse of a positive definite matrix; undefined when it is not positive definite. */
export function inverse(matrix: Matrix): Matrix | undefined {
  const lower = cholesky(matrix);
  if (lower === undefined) return undefined;
  return identity(matrix.length).map((column) => solveTransposed(lower, solveLower(lower, column)));
}

function solveLower(lower: Matrix, right: Vector): Vector {
  const solution: number[] = [];
  for (const [i, row] of lower.entries()) {
    solution.push(((right[i] ?? 0) - dot(solution, row)) / (row[i] ?? Number.NaN));
  }
  return solution;
}

function solveTransposed(lower: Matrix, right: Vector): Vector {
  const solution = right.map(() => 0);
  for (let i = right.length - 1; i >= 0; i -= 1) {
    const known = lower.reduce((sum, row, j) => (j > i ? sum + (row[i] ?? 0) * (solution[j] ?? 0) : sum), 0);
    solution[i] = ((right[i] ?? 0) - known) / (lower[i]?.[i] ?? Number.NaN);
  }
  return solution;
}
