import { readFileSync } from 'node:fs';
import { median } from './report';

/** Share of the time of all cores above which a measurement says more about the host of the machine than about us. */
const mostTaken = 0.05;

/** For `parseArgs`: how often a round is measured again. */
export const retriesOption = { type: 'string', default: '3' } as const;

/** @throws Error when it is no whole number */
export function readRetries(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new Error(`--retries ${text}: a whole number from 0 is meant.`);
  return Number(text);
}

/** Time of all cores since the start of the machine, in a unit of the kernel. */
export interface CoreTime {
  readonly all: number;
  /** What the host of a virtual machine gave to others while we could have run. */
  readonly taken: number;
}

interface Try<Result> {
  readonly result: Result;
  /** By row. */
  readonly shares: ReadonlyMap<string, number>;
  readonly worst: number;
}

/**
 * Rounds of measurements on a machine whose host takes time away. While it takes more than 5 % during any measurement of a
 * round, all of the round are measured again, so that those who are compared still take turns; of several tries the calmest
 * counts, whatever it has measured. Where the kernel does not say what is taken, each round is measured once.
 */
export class CalmRounds {
  readonly #retries: number;
  readonly #read: () => CoreTime | null;
  /** Of the rounds that count, by row. */
  readonly #shares = new Map<string, number[]>();
  #current = new Map<string, number>();
  #again = 0;

  constructor(retries: number, read: () => CoreTime | null = readCoreTime) {
    this.#retries = retries;
    this.#read = read;
  }

  /** Measures a row of the table; within a round. */
  async during<Result>(row: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#read();
    const result = await work();
    const after = this.#read();
    if (before !== null && after !== null) {
      const share = (after.taken - before.taken) / Math.max(1, after.all - before.all);
      this.#current.set(row, Math.max(share, this.#current.get(row) ?? 0));
    }
    return result;
  }

  /** What the calmest try answers. */
  async round<Result>(measure: () => Promise<Result>): Promise<Result> {
    let best = await this.#try(measure);
    for (let left = this.#retries; best.worst > mostTaken && left > 0; left -= 1) {
      this.#again += 1;
      const next = await this.#try(measure);
      if (next.worst < best.worst) best = next;
    }
    for (const [row, share] of best.shares) this.#shares.set(row, [...(this.#shares.get(row) ?? []), share]);
    return best.result;
  }

  async #try<Result>(measure: () => Promise<Result>): Promise<Try<Result>> {
    this.#current = new Map();
    const result = await measure();
    const shares = this.#current;
    return { result, shares, worst: Math.max(0, ...shares.values()) };
  }

  /** Head of the column of {@link cell}; none where nobody says what was taken. */
  get head(): readonly string[] {
    return this.#shares.size === 0 ? [] : ['taken by the host, worst / median'];
  }

  /** What was taken while a row was measured; says so when it stayed too much. */
  cell(row: string): readonly string[] {
    if (this.#shares.size === 0) return [];
    const shares = this.#shares.get(row) ?? [];
    if (shares.length === 0) return [''];
    const worst = Math.max(...shares);
    const percent = (share: number): string => (share * 100).toFixed(1);
    const remark = worst > mostTaken ? `, too much in ${shares.filter((share) => share > mostTaken).length}` : '';
    return [`${percent(worst)} / ${percent(median(shares))} %${remark}`];
  }

  /** Tells how many rounds were measured again. */
  tell(): void {
    if (this.#again === 0) return;
    console.log(`Measured again ${this.#again} times: the host had taken more than ${mostTaken * 100} % of all cores.`);
  }
}

function readCoreTime(): CoreTime | null {
  try {
    return coreTimeOf(readFileSync('/proc/stat', 'utf8'));
  } catch {
    // A system without /proc.
    return null;
  }
}

/** From the text of /proc/stat, whose first line counts all cores; null where the kernel does not count what is taken. */
export function coreTimeOf(text: string): CoreTime | null {
  // Time of guests is counted as time of users, too.
  const [, ...fields] = (text.split('\n')[0] ?? '').split(/\s+/);
  const counts = fields.slice(0, 8).map(Number);
  const taken = counts[7];
  if (taken === undefined || counts.some(Number.isNaN)) return null;
  return { all: counts.reduce((sum, count) => sum + count, 0), taken };
}
