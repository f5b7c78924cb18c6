import { type Config, shortName } from '../../config';
import { type Fault, KernelError, loadPlugins } from '../../kernel';
import { RapportError } from '../../sdk';
import { platformDirectory } from '../../shared/platform';
import { schemaDocument } from '../golden/schema-document';

/**
 * The schema definition of the configured plugins, strict whatever their policies are: a schema that others are compared with
 * must not lose the part of a plugin because that has a fault today.
 *
 * @throws RapportError with the faults of all plugins, and how to do without them
 */
export async function strictSchemaDocument(plugins: Config['plugins']): Promise<string> {
  try {
    return await schemaDocument(plugins);
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    const { faults } = error;
    const told = faults.map((fault) => `  ${titleOf(fault)}\n    ${fault.message}`).join('\n');
    const names = await faultyNames(plugins, faults);
    const way = names.length === 0 ? '' : `, or leave them out (--without ${names.join(',')})`;
    const message = `There is no schema, because plugins have faults. Mend them${way}.\n${told}`;
    throw new RapportError(error.code, message, { faults }, { cause: error });
  }
}

const titleOf = ({ plugin, code, subject }: Fault): string =>
  [plugin, code, subject].filter((part) => part !== '').join('  ');

/** What `--without` knows the plugins by: a fault may name one by the id that only its code says. */
async function faultyNames(plugins: Config['plugins'], faults: readonly Fault[]): Promise<readonly string[]> {
  const { loaded } = await loadPlugins(plugins, { workingDirectory: process.cwd(), platformDirectory });
  const faulty = new Set(faults.map(({ plugin }) => plugin));
  return plugins.flatMap(({ use, id }, place) => {
    const names = [id, use, loaded[place]?.manifest?.id];
    return names.some((name) => name !== undefined && faulty.has(name)) ? [id ?? shortName(use)] : [];
  });
}
