import type { Database } from '../db/database';
import { sampleEvents } from '../kernel/check/sample-events';
import type { Registry } from '../kernel/registry';
import { type Plugin, RapportError } from '../sdk';
import type { Clock } from '../shared/clock';
import { modelHash } from '../value';
import { type HookFixture, keepFixtures } from './hook-fixture.store';

export interface HookCheckServices {
  readonly database: Pick<Database, 'transaction'>;
  readonly registry: Pick<Registry, 'plugins'>;
  readonly clock: Clock;
}

/**
 * Runs every hook over the samples its plugin declares and compares with what the same version answered when it first
 * started here: stored contributions name the version that made them, so one version must mean one hook.
 *
 * @throws RapportError HOOK_CHANGED_WITHOUT_VERSION, naming the plugins
 */
export async function checkHooks({ database, registry, clock }: HookCheckServices): Promise<void> {
  const fixtures = registry.plugins.flatMap(fixtureOf);
  const changed = await database.transaction((writer) => keepFixtures(writer, fixtures, clock.now()));
  if (changed.length === 0) return;
  const names = changed.map(({ plugin, version }) => `${plugin} ${version}`).join(', ');
  throw new RapportError(
    'HOOK_CHANGED_WITHOUT_VERSION',
    `The scoring hook of ${names} answers its samples otherwise than this version did before. Raise the version of the plugin, then run \`rapport recalculate --from hooks\`.`,
    { plugins: changed.map(({ plugin }) => plugin) },
  );
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
