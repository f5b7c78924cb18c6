import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Statement } from '../sdk';
import { systemClock } from '../shared/clock';
import { asUnavailable } from './connection-fault';
import type { ConnectionCounts, Database, DatabaseState } from './database';
import { limitsOf } from './lane-choice';
import { Listener } from './listen';
import { pluginReader, readAsPlugin } from './plugin-handle';
import { Pulse, type PulseOptions } from './pulse';
import { ReadingLanes } from './reading-lanes';
import { type ConnectionSettings, createDataSource } from './settings';
import { countingReader, type OfPlugin, type Runs, textOf, writerOf } from './statements';
import { type Acquire, inTransaction } from './transaction';
import { UnitsOfWork } from './unit-of-work';

export interface ConnectOptions extends ConnectionSettings {
  /** Absent: nobody asks whether the database is there, and a frozen one is noticed by the limit of each statement. */
  readonly pulse?: PulseOptions;
}

/** As late as TypeORM, which they are made with. */
const described = (): typeof import('./tables') => require('./tables');

/**
 * Opens the database.
 *
 * @throws RapportError UNAVAILABLE when nobody answers there.
 */
export async function connectDatabase({ pulse: watched, ...settings }: ConnectOptions): Promise<Database> {
  const { tables } = described();
  const dataSource = createDataSource(settings, { entities: [...tables] });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw asUnavailable(error);
  }
  const pool = poolOf(dataSource);
  const pulse = watched === undefined ? null : new Pulse({ pool, settings }, watched);
  const units = new UnitsOfWork(settings.onFault);
  const listener = new Listener(settings);
  const acquire: Acquire = pulse?.acquire ?? ((connect) => connect());
  const lanes = new ReadingLanes(pool, limitsOf(pool.options.max));
  const runs = readerRuns(lanes, pulse, units);
  const since = systemClock.now();
  return {
    dataSource,
    pool,
    connections: countsOf(pool, lanes),
    reader: () => countingReader(runs, pluginReaders(pool, pulse, units)),
    execute: (statement) => writerOf(runs).execute(statement),
    transaction: (work, options = {}) =>
      units.current?.transaction(work, options) ?? inTransaction(dataSource, work, { ...options, acquire }),
    unitOfWork: (work) => units.run(dataSource, work, acquire),
    afterCommit: async (work) => {
      if (units.current === null) await work();
      else units.current.afterCommit(work);
    },
    state: (): DatabaseState => pulse?.state ?? { answers: true, since },
    listen: (channel, onMessage) => listener.add(channel, onMessage),
    hold: (take) => listener.hold(take),
    close: async () => {
      await pulse?.close();
      await listener.close();
      await dataSource.destroy();
    },
  };
}

function countsOf(pool: Pool, lanes: ReadingLanes): ConnectionCounts {
  return {
    get totalCount() {
      return pool.totalCount;
    },
    get idleCount() {
      return pool.idleCount;
    },
    get waitingCount() {
      return lanes.waitingCount;
    },
  };
}

/** Readers with the rights of plugins: on a connection of their own, within a unit of work in its transaction. Neither writes. */
function pluginReaders(pool: Pool, pulse: Pulse | null, units: UnitsOfWork): OfPlugin {
  return (plugin, onStatement) => {
    const outside = pluginReader(pool, plugin, onStatement);
    return {
      query: async <Row extends object>(statement: Statement) => {
        const unit = units.current;
        if (unit === null) {
          const read = () => outside.query<Row>(statement);
          return pulse === null ? read() : pulse.guard(read);
        }
        onStatement();
        return unit.alone(() => unit.transaction((writer) => readAsPlugin<Row>(writer, plugin, statement)));
      },
    };
  };
}

/** Each statement may take another connection, unless there is a unit of work, which has one. */
function readerRuns(lanes: ReadingLanes, pulse: Pulse | null, units: UnitsOfWork): Runs {
  const guarded = <T>(work: () => Promise<T>): Promise<T> => (pulse === null ? work() : pulse.guard(work));
  return {
    query: (statement) => units.current?.runs.query(statement) ?? guarded(() => lanes.query(statement)),
    text: (statement) =>
      units.current === null ? guarded(() => lanes.text(statement)) : textOf(units.current.runs, statement),
  };
}

function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { readonly master: Pool }).master;
}
