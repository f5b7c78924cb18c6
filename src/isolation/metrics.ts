import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { incidents } from '../shared/incidents';
import type { Isolation } from './isolation';
import { addSlotMetrics } from './slot-metrics';

/** How much waits because a plugin failed. */
export interface WaitingCount {
  readonly plugin: string;
  readonly state: 'waiting' | 'dead';
  readonly count: number;
}

export interface MetricSources {
  readonly isolation: Isolation;
  readonly pool: { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };
  /** Asked when figures are; while the database does not answer, they are missing. */
  readonly waiting: () => Promise<readonly WaitingCount[]>;
  /** Jobs in the queue. */
  readonly jobs: () => Promise<readonly { readonly job: string; readonly count: number }[]>;
}

/** The figures of this process, in the words of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** A request was answered. `route` is the pattern, not the address. */
  answered(request: {
    readonly route: string;
    readonly method: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  close(): void;
}

/** Upper ends of the classes of answer times, in seconds. */
const answerClasses = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** No label holds data of persons, or anything of which requests could bring any number. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  addSlotMetrics(registry, sources.isolation);
  addPool(registry, sources);
  addQueues(registry, sources);
  const stopProcess = addProcess(registry);
  const answers = new Histogram({
    ...{ name: 'rapport_http_request_seconds', help: 'How long requests take.', buckets: answerClasses, registers },
    labelNames: ['route', 'method', 'status'] as const,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered: ({ route, method, status, seconds }) => {
      answers.observe({ route, method, status: `${Math.floor(status / 100)}xx` }, seconds);
    },
    close: () => {
      stopProcess();
      registry.clear();
    },
  };
}

function addPool(registry: Registry, { pool }: MetricSources): void {
  new Gauge({
    ...{ name: 'rapport_database_connections', help: 'Connections of the pool, and who waits for one.' },
    ...{ labelNames: ['state'] as const, registers: [registry] },
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'awaited' }, pool.waitingCount);
    },
  });
}

function addQueues(registry: Registry, { waiting, jobs }: MetricSources): void {
  new Gauge({
    ...{ name: 'rapport_plugin_waiting', help: 'Records and deliveries that wait because a plugin failed.' },
    ...{ labelNames: ['plugin', 'state'] as const, registers: [registry] },
    async collect() {
      this.reset();
      const rows = await waiting().catch(() => []);
      for (const { plugin, state, count } of rows) this.set({ plugin, state }, count);
    },
  });
  new Gauge({
    ...{ name: 'rapport_jobs_waiting', help: 'Jobs in the queue, those to be tried again among them.' },
    ...{ labelNames: ['job'] as const, registers: [registry] },
    async collect() {
      this.reset();
      const rows = await jobs().catch(() => []);
      for (const { job, count } of rows) this.set({ job }, count);
    },
  });
  new Counter({
    ...{ name: 'rapport_incidents_total', help: 'Warnings and errors in the log, by their constant text.' },
    ...{ labelNames: ['level', 'what'] as const, registers: [registry] },
    collect() {
      this.reset();
      for (const { level, what, count } of incidents()) this.inc({ level, what }, count);
    },
  });
}

/** Answers what ends the measuring. */
function addProcess(registry: Registry): () => void {
  const registers = [registry];
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  new Gauge({
    ...{
      name: 'rapport_event_loop_delay_seconds',
      help: '99th percentile since the figures were asked for last.',
      registers,
    },
    collect() {
      this.set(delay.percentile(99) / 1e9);
      delay.reset();
    },
  });
  new Gauge({
    ...{ name: 'rapport_memory_bytes', help: 'Memory of the process.', labelNames: ['kind'] as const, registers },
    collect() {
      const { rss, heapUsed, external } = process.memoryUsage();
      this.set({ kind: 'resident' }, rss);
      this.set({ kind: 'heap' }, heapUsed);
      this.set({ kind: 'external' }, external);
    },
  });
  new Counter({
    ...{ name: 'rapport_processor_seconds_total', help: 'Processor time of the process.', registers },
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  return () => delay.disable();
}
