import type { Logger } from 'pino';
import { createIsolation, type Isolation, installIsolation, type PluginWorker, threadWorker } from './isolation';
import type { BootReport, Health, PluginConfiguration, Registry } from './kernel';
import { RapportError } from './sdk';
import type { Clock } from './shared/clock';
import { platformDirectory } from './shared/platform';

export interface IsolationServices {
  readonly registry: Registry;
  readonly health: Pick<Health, 'report'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Which plugin came of which configuration. */
  readonly report: BootReport;
}

/** Puts the limits in force that running plugins keep to, and starts the threads of those that are to have one. */
export async function openIsolation(
  configured: readonly PluginConfiguration[],
  services: IsolationServices,
): Promise<Isolation> {
  const { registry, health, clock, log } = services;
  const workers = new Map(configured.flatMap((configuration) => workerOf(configuration, services)));
  const isolation = createIsolation({
    log,
    workers,
    onFault: (plugin, { code, message }) => health.report(plugin, { code, message, at: clock.now() }),
  });
  installIsolation(registry, isolation);
  await Promise.all([...workers].map(([plugin, worker]) => started(plugin, worker, services)));
  return isolation;
}

/** One that does not start is tried again with the first call of its plugin. */
async function started(plugin: string, worker: PluginWorker, { health, clock, log }: IsolationServices): Promise<void> {
  try {
    await worker.started();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    health.report(plugin, { code: 'PLUGIN_UNAVAILABLE', message, at: clock.now() });
    log.warn({ plugin, err: error }, 'The thread of a plugin did not start');
  }
}

/** Megabytes of a thread's heap where the configuration says nothing. */
const usualMemory = 128;

/** @throws RapportError CONFIG_INVALID for a factory, which cannot go into another thread: only what can be loaded there */
function workerOf(
  configuration: PluginConfiguration,
  { report, log }: Pick<IsolationServices, 'report' | 'log'>,
): (readonly [string, PluginWorker])[] {
  const { use, options, isolation, memory = usualMemory } = configuration;
  if (isolation !== 'worker') return [];
  if (typeof use !== 'string') {
    const message = `The plugin ${use.manifest.id} cannot run in a thread of its own: name its package or path instead of handing it over.`;
    throw new RapportError('CONFIG_INVALID', message);
  }
  const running = report.find((plugin) => plugin.use === use && plugin.state === 'running');
  if (running === undefined) return [];
  const say = (text: string): void => log.info({ plugin: running.id, text }, 'The thread of a plugin says something');
  const places = { workingDirectory: process.cwd(), platformDirectory };
  const loaded = { use, ...(options === undefined ? {} : { options }) };
  return [[running.id, threadWorker({ configuration: loaded, places, memory, say })]];
}
