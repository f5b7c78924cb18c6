import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Statement } from '../sdk';
import { endsSession } from './connection-fault';
import { chooseLane, countQuick, type LaneLimits, type LaneState, type Moment } from './lane-choice';
import { leastLate, Pace } from './pace';
import type { Runs } from './statements';
import { TextQuery } from './text-query';

/** Milliseconds that a statement waits for its turn. */
const longestWait = 5_000;

type Done<Answer> = (error: Error | null, answer?: Answer) => void;

interface Task {
  readonly name: string | undefined;
  readonly send: (client: PoolClient, ended: (error: Error | null) => void) => void;
  readonly refuse: (error: Error) => void;
  /** Since when it waits, in milliseconds. */
  readonly since: number;
}

/** A connection of the pool that is read through. It always has something under way: without, it goes back. */
interface Lane extends LaneState {
  readonly client: PoolClient;
  readonly underWay: (string | undefined)[];
  since: number;
  fault: Error | null;
  readonly onError: (error: Error) => void;
}

/**
 * Statements that are transactions of their own, through the connections of a pool. When as many are busy with quick ones as are
 * to be, a statement is sent behind one that has lately been quick; behind others it waits here, for whichever connection is free
 * first. Whoever wants a connection for itself, as transactions do, gets the next one that is.
 */
export class ReadingLanes implements Runs {
  readonly #pool: Pool;
  readonly #limits: LaneLimits;
  readonly #patience: number;
  readonly #pace = new Pace();
  readonly #lanes = new Set<Lane>();
  readonly #queue: Task[] = [];
  #opening = 0;
  #lookingAgain: NodeJS.Timeout | null = null;

  /** `patience` in milliseconds: what has waited longer is given up. */
  constructor(pool: Pool, limits: LaneLimits, patience = longestWait) {
    this.#pool = pool;
    this.#limits = limits;
    this.#patience = patience;
  }

  /** Statements that wait for their turn, and whoever else waits for a connection. */
  get waitingCount(): number {
    return this.#queue.length + Math.max(0, this.#pool.waitingCount - this.#opening);
  }

  query(statement: Parameters<Runs['query']>[0]): Promise<QueryResult> {
    return this.#run(statement.name, (client, done: Done<QueryResult>) => client.query(statement, done as never));
  }

  /** For a statement of one row with one column: see {@link TextQuery}. */
  text(statement: Statement): Promise<string | null> {
    return this.#run(statement.name, (client, done: Done<string | null>) => {
      client.query(new TextQuery(statement, done));
    });
  }

  #run<Answer>(name: string | undefined, send: (client: PoolClient, done: Done<Answer>) => void): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const task: Task = {
        name,
        send: (client, ended) =>
          send(client, (error, answer) => {
            if (error === null || error === undefined) resolve(answer as Answer);
            else reject(error);
            ended(error);
          }),
        refuse: reject,
        since: performance.now(),
      };
      this.#queue.push(task);
      this.#advance();
    });
  }

  #advance(): void {
    if (this.#queue.length === 0) return;
    const moment: Moment = { pace: this.#pace, now: performance.now() };
    while (this.#queue.length > 0) {
      const lane = this.#freeLane(moment);
      if (lane === null) break;
      this.#start(lane, moment.now);
    }
    while (this.#opening < Math.min(this.#queue.length, this.#pool.options.max - this.#lanes.size)) {
      if (!this.#isOneMoreOfUse(moment)) break;
      this.#open();
    }
    if (this.#queue.length > 0) this.#lookAgain();
  }

  #freeLane(moment: Moment): Lane | null {
    const { idleCount, totalCount, waitingCount, options } = this.#pool;
    // Somebody wants a connection for itself: the ones in use end what is under way, and go back.
    if (waitingCount > this.#opening) return null;
    const free = chooseLane(this.#lanes, this.#limits.depth, moment);
    if (free === null || free.underWay.length === 0) return free;
    const isRoom = idleCount > 0 || totalCount < options.max;
    if (isRoom && this.#isOneMoreOfUse(moment)) return null;
    // An idle connection comes at once, and takes the next that waits.
    const isComing = idleCount > 0 && this.#opening >= this.#queue.length;
    return isComing ? null : free;
  }

  #isOneMoreOfUse(moment: Moment): boolean {
    return this.#opening + countQuick(this.#lanes, moment) < this.#limits.lanes;
  }

  /** Nobody tells that a statement is late, whereupon those who wait get another connection, or that one has waited for too long. */
  #lookAgain(): void {
    this.#lookingAgain ??= setTimeout(() => {
      this.#lookingAgain = null;
      this.#refuseImpatient(performance.now());
      this.#advance();
    }, leastLate).unref();
  }

  #refuseImpatient(now: number): void {
    const patient = this.#queue.findIndex(({ since }) => now - since <= this.#patience);
    for (const task of this.#queue.splice(0, patient === -1 ? this.#queue.length : patient)) {
      task.refuse(new Error('timeout exceeded when trying to connect'));
    }
  }

  #start(lane: Lane, now: number): void {
    const task = this.#queue.shift();
    if (task === undefined) return;
    if (lane.underWay.length === 0) lane.since = now;
    lane.underWay.push(task.name);
    task.send(lane.client, (error) => this.#ended(lane, error));
  }

  #ended(lane: Lane, error: Error | null): void {
    const now = performance.now();
    this.#pace.note(lane.underWay.shift(), now - lane.since);
    lane.since = now;
    if (error != null && endsSession(error)) lane.fault ??= error;
    this.#advance();
    this.#releaseIfIdle(lane);
  }

  #open(): void {
    this.#opening += 1;
    this.#pool.connect((error, client) => {
      this.#opening -= 1;
      if (client === undefined) this.#queueFault(error ?? new Error('The pool has no connection.'));
      else this.#enter(client);
    });
  }

  /** Each try is made for one of those who wait; meanwhile another connection may have served it. */
  #queueFault(error: Error): void {
    const task = this.#queue.shift();
    if (task === undefined) return;
    task.refuse(error);
    this.#advance();
  }

  #enter(client: PoolClient): void {
    const lane: Lane = {
      ...{ client, underWay: [], since: 0, fault: null },
      onError: (error) => {
        lane.fault ??= error;
      },
    };
    client.on('error', lane.onError);
    this.#lanes.add(lane);
    // The connection was asked for in turn with whoever waits for one, so this statement is next, whoever waits.
    this.#start(lane, performance.now());
    this.#advance();
    this.#releaseIfIdle(lane);
  }

  #releaseIfIdle(lane: Lane): void {
    if (lane.underWay.length > 0) return;
    this.#lanes.delete(lane);
    lane.client.off('error', lane.onError);
    lane.client.release(lane.fault ?? undefined);
  }
}
