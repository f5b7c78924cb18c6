import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { isRapportError, type Plugin } from '../../sdk';
import { beginsWith, pascalCase } from '../check/names';
import { type Fault, reasonOf } from '../fault';
import { coreOwnerId } from '../merge-registry';

/**
 * Who keeps the schema from being built: each plugin that cannot be built even alone with the core, or the core itself.
 *
 * @param buildWith tries a build with the core and these plugins only
 */
export function buildFaults(
  thrown: unknown,
  plugins: readonly Plugin[],
  buildWith: (plugins: readonly Plugin[]) => unknown,
): readonly Fault[] {
  const ofCore = reasonToFail(() => buildWith([]));
  if (ofCore !== null) return [buildFault(coreOwnerId, ofCore)];
  const culprits = plugins.flatMap((plugin) => {
    const reason = reasonToFail(() => buildWith([plugin]));
    return reason === null ? [] : [buildFault(plugin.manifest.id, reason)];
  });
  return culprits.length > 0 ? culprits : [buildFault(coreOwnerId, reasonOf(thrown))];
}

/**
 * What the executor found wrong with declared sources, by the plugin that owns the type or field. Its list stands in
 * the error's `details.faults`, each sentence beginning with `Type` or `Type.field`.
 */
export function sourceFaults(thrown: unknown, schema: GraphQLSchema, plugins: readonly Plugin[]): readonly Fault[] {
  const listed: unknown = isRapportError(thrown) ? thrown.details.faults : undefined;
  const sentences = Array.isArray(listed) ? listed.filter((each) => typeof each === 'string') : [];
  if (sentences.length === 0) return [buildFault(coreOwnerId, reasonOf(thrown))];
  return sentences.map((message) => {
    const [, subject = ''] = /^(\w+(?:\.\w+)?)/.exec(message) ?? [];
    return { code: 'SCHEMA_BUILD_FAILED', plugin: ownerOf(subject, schema, plugins), subject, message };
  });
}

function ownerOf(subject: string, schema: GraphQLSchema, plugins: readonly Plugin[]): string {
  const [typeName = '', fieldName = ''] = subject.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  const contributor: unknown = field?.extensions.plugin;
  if (typeof contributor === 'string') return contributor;
  const owners = plugins.map(({ manifest }) => manifest.id).filter((id) => beginsWith(typeName, pascalCase(id)));
  // Of `fax` and `fax-plus` the longer one owns FaxPlusPage.
  return owners.sort((one, other) => other.length - one.length)[0] ?? coreOwnerId;
}

function buildFault(plugin: string, reason: string): Fault {
  return { code: 'SCHEMA_BUILD_FAILED', plugin, subject: '', message: `The schema cannot be built: ${reason}` };
}

function reasonToFail(build: () => unknown): string | null {
  try {
    build();
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
