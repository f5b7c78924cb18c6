import { Command } from 'commander';
import { platformVersion } from '../shared/platform';
import { register as registerCheckPlugin } from './check-plugin.command';
import { register as registerCheckSchema } from './check-schema.command';
import { register as registerDeadLetters } from './dead-letters.command';
import { register as registerDev } from './dev.command';
import { register as registerDirectory } from './directory.command';
import { register as registerImport } from './import.command';
import { register as registerModel } from './model.command';
import { register as registerNewPlugin } from './new-plugin.command';
import { register as registerPlugin } from './plugin.command';
import { register as registerPlugins } from './plugins.command';
import { register as registerPrintSchema } from './print-schema.command';
import { register as registerPrivacy } from './privacy.command';
import { register as registerRecalculate } from './recalculate.command';
import { register as registerReport } from './report.command';
import { register as registerServiceKey } from './service-key.command';
import { register as registerToken } from './token.command';

/** One line per command; each registers its words, and loads its work when it runs. */
const commands: readonly ((program: Command) => void)[] = [
  registerImport,
  registerModel,
  registerRecalculate,
  registerReport,
  registerDeadLetters,
  registerDirectory,
  registerServiceKey,
  registerToken,
  registerPrivacy,
  registerNewPlugin,
  registerDev,
  registerPrintSchema,
  registerCheckSchema,
  registerPlugins,
  registerPlugin,
  registerCheckPlugin,
];

/** The command line with all its commands; nothing else of the platform is loaded yet. */
export function createProgram(): Command {
  const program = new Command('rapport')
    .description('What your customer relationships are worth, why, and what to do next.')
    .version(platformVersion);
  for (const register of commands) register(program);
  return program;
}
