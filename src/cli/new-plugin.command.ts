import type { Command } from 'commander';

export interface NewPluginOptions {
  readonly directory?: string;
  readonly javascript?: true;
  readonly platform?: string;
}

/** `rapport new-plugin <id>`: a package that builds, tests and runs at once. Needs no database. */
export function register(program: Command): void {
  program
    .command('new-plugin')
    .description('make the package of a new plugin, which builds, tests and runs at once')
    .argument('<id>', 'id of the plugin: lower-case words joined by hyphens, such as sms')
    .option('--directory <folder>', 'folder to make it in; must be empty or absent (default: rapport-plugin-<id>)')
    .option('--javascript', 'plain JavaScript, without a build')
    .option('--platform <where>', 'where npm finds the platform: a version range, a tarball or a folder')
    .action((id: string, options: NewPluginOptions) => work().newPlugin(id, options));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./new-plugin.action') => require('./new-plugin.action');
