import { type Command, Option } from 'commander';
import { operator } from './operator';

/** `rapport plugin install|upgrade|disable|enable|uninstall`. Each tells what it would do with --dry-run. */
export function register(program: Command): void {
  const plugin = program
    .command('plugin')
    .description('put a plugin in, bring it up to date, switch it off, take it out');
  const dryRun = (command: Command): Command => command.option('--dry-run', 'change nothing: tell what would be done');
  dryRun(
    plugin
      .command('install')
      .description('check a plugin beside the others, make its tables, and add it to the list')
      .argument('<plugin>', 'path or package name')
      .option('--options <json>', 'its options, or a file with them; {"env": "NAME"} refers to a variable')
      .addOption(new Option('--policy <policy>', 'what a start does without it').choices(['required', 'optional'])),
  ).action((...given: Given<'installPlugin'>) => work().installPlugin(...given));
  dryRun(
    plugin
      .command('upgrade')
      .description('run the migrations of a new version and compute anew what its hook says otherwise')
      .argument('<id>', 'its id'),
  ).action((...given: Given<'upgradePlugin'>) => work().upgradePlugin(...given));
  dryRun(plugin.command('disable').description('switch a plugin off; its data stay').argument('<id>', 'its id')).action(
    (...given: Given<'disablePlugin'>) => work().disablePlugin(...given),
  );
  dryRun(
    plugin.command('enable').description('check a plugin and switch it on again').argument('<id>', 'its id'),
  ).action((...given: Given<'enablePlugin'>) => work().enablePlugin(...given));
  dryRun(
    plugin
      .command('uninstall')
      .description('take a plugin off the list; its data stay, unless they are to go')
      .argument('<id>', 'its id')
      .option('--with-data', 'remove everything it brought in, and compute values without it')
      .option('--by <name>', 'who asks for it', operator().subject),
  ).action((...given: Given<'uninstallPlugin'>) => work().uninstallPlugin(...given));
}

type Work = typeof import('./plugin.action');
type Given<Name extends keyof Work> = Parameters<Work[Name]>;

/** Loaded when the command runs: no other one needs it. */
const work = (): Work => require('./plugin.action');
