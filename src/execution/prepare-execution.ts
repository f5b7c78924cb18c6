import type { GraphQLSchema } from 'graphql';
import { coreOwnerId, type Health, type Registry } from '../kernel';
import { isRapportError, type Reader } from '../sdk';
import { compilerOf } from './compiled/compiler';
import { pluginOfField } from './plugin-of-field';

export interface PreparedWith {
  readonly schema: GraphQLSchema;
  readonly registry: Pick<Registry, 'fields' | 'plugins'>;
  readonly health: Pick<Health, 'report'>;
  readonly clock: { now(): Date };
}

/**
 * Before the first operation: holds what the schema's declarations read against what the database has, and reads there
 * what statements are written by, so that the first operation takes no statement more than the next. A plugin's field that
 * reads what does not exist is told with its health and answers errors; everything else runs.
 *
 * @throws RapportError SCHEMA_BUILD_FAILED when a declaration of the core does not fit the database
 */
export async function prepareExecution(
  { schema, registry, health, clock }: PreparedWith,
  reader: Reader,
): Promise<void> {
  try {
    await compilerOf(schema)?.prepare(reader);
  } catch (error) {
    const faults = faultsOf(error);
    const ownerOf = pluginOfField(registry);
    const owned = faults.map((fault) => ({ plugin: ownerOf(fault.split(' ', 1)[0] ?? ''), fault }));
    if (owned.length === 0 || owned.some(({ plugin }) => plugin === coreOwnerId)) throw error;
    for (const { plugin, fault } of owned) {
      health.report(plugin, { code: 'SCHEMA_BUILD_FAILED', message: fault, at: clock.now() });
    }
  }
}

function faultsOf(error: unknown): readonly string[] {
  if (!isRapportError(error) || error.code !== 'SCHEMA_BUILD_FAILED') return [];
  const { faults } = error.details;
  return Array.isArray(faults) ? faults.map(String) : [];
}
