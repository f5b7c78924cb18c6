import type { Database } from '../db/database';
import { sampleEvents } from '../kernel/check/sample-events';
import type { Registry } from '../kernel/registry';
import { type Plugin, RapportError, type Reader } from '../sdk';
import type { Clock } from '../shared/clock';
import { modelHash } from '../value';
import { contradicted, type HookFixture, keepFixtures } from './hook-fixture.store';

export interface HookCheckServices {
  readonly database: Pick<Database, 'transaction'>;
  readonly registry: Pick<Registry, 'plugins'>;
  readonly clock: Clock;
}

/** Told how long each plugin's hook took over its samples. */
export type OnProved = (plugin: string, milliseconds: number) => void;

/**
 * Runs every hook over the samples its plugin declares and compares with what the same version answered when it first
 * started here: stored contributions name the version that made them, so one version must mean one hook.
 *
 * @returns the plugins whose hooks answer otherwise
 */
export function changedHooks(
  { database, registry, clock }: HookCheckServices,
  onProved: OnProved = () => undefined,
): Promise<readonly HookFixture[]> {
  const fixtures = registry.plugins.flatMap((plugin) => {
    const begun = performance.now();
    const fixture = fixtureOf(plugin);
    onProved(plugin.manifest.id, performance.now() - begun);
    return fixture;
  });
  return database.transaction((writer) => keepFixtures(writer, fixtures, clock.now()));
}

/** The same without remembering anything: what a start with these plugins would find. */
export function hooksThatChanged(reader: Reader, plugins: readonly Plugin[]): Promise<readonly ChangedHook[]> {
  return contradicted(reader, plugins.flatMap(fixtureOf));
}

/** A hook that answers otherwise than the same version did before. */
export type ChangedHook = Pick<HookFixture, 'plugin' | 'version'>;

/** What to do about a hook that changed. */
export function changedHookMessage({ plugin, version }: ChangedHook): string {
  return `The scoring hook of ${plugin} ${version} answers its samples otherwise than this version did before, so that what is stored would mean two things. Raise the version that definePlugin() is given: contacts are then scored again by themselves.`;
}

/** The same for those who start without a kernel's boot. @throws RapportError HOOK_CHANGED_WITHOUT_VERSION, naming the plugins */
export async function checkHooks(services: HookCheckServices): Promise<void> {
  const changed = await changedHooks(services);
  if (changed.length === 0) return;
  const plugins = changed.map(({ plugin }) => plugin);
  throw new RapportError('HOOK_CHANGED_WITHOUT_VERSION', changed.map(changedHookMessage).join('\n'), { plugins });
}

/** What a plugin's hook says to its samples, as a hash; nothing for plugins without a hook. */
export function fixtureOf({ manifest, contributions }: Plugin): readonly HookFixture[] {
  const { id, version } = manifest;
  const { score } = contributions;
  if (score === undefined) return [];
  const context = { modelVersion: 'fixture', params: {} };
  const answers = sampleEvents({ id, manifest, contributions }).map((event) => score(event, context));
  return [{ plugin: id, version, digest: modelHash(answers) }];
}
