import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/database';
import { pendingMigrations } from '../db/migrate';
import type { PluginTables } from '../db/plugin-migrations';
import type { Health, Registry } from '../kernel';
import type { Check, Readiness } from './health-routes';

export interface ReadinessServices {
  readonly database: Pick<Database, 'reader' | 'state'>;
  /** How often an embedded database had to be started again. */
  readonly restarts: () => number;
  readonly registry: Pick<Registry, 'plugins' | 'absent'>;
  readonly health: Pick<Health, 'faultsOf'>;
  readonly tables: readonly PluginTables[];
}

/** A balancer that asks wants an answer soon, also when the database gives none. */
const patience = 2_000;

export async function readinessOf(services: ReadinessServices): Promise<Readiness> {
  const asked = pendingMigrations(services.database.reader(), services.tables).catch(() => null);
  const pending = await Promise.race([asked, pause(patience, null, { ref: false })]);
  const checks: Record<string, Check> = {
    database: databaseCheck(services, pending !== null),
    migrations: pending?.length === 0 ? { state: 'ok' } : { state: 'failing', details: { pending } },
    plugins: pluginsCheck(services),
  };
  return { ready: pending?.length === 0, checks };
}

function databaseCheck({ database, restarts }: ReadinessServices, answered: boolean): Check {
  const { since } = database.state();
  const details = restarts() === 0 ? {} : { restarts: restarts() };
  if (answered) return { state: 'ok', ...(restarts() > 0 && { details }) };
  return { state: 'failing', details: { ...details, since: since.toISOString() } };
}

/** A plugin that shows faults, or does not run, is no reason to send requests elsewhere: the other instances have the same. */
function pluginsCheck({ registry, health }: ReadinessServices): Check {
  const running = registry.plugins.map(({ manifest: { id, version } }) => ({
    id,
    version,
    state: health.faultsOf(id).length === 0 ? 'ok' : 'faulty',
  }));
  const details = [...running, ...registry.absent.map(({ id, state }) => ({ id, version: null, state }))];
  const isWell = details.every(({ state }) => state === 'ok' || state === 'disabled');
  return { state: isWell ? 'ok' : 'faulty', details };
}
