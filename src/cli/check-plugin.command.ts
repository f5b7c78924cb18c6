import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type PluginChoice, readConfig, readPluginOptions } from '../config';
import { bootReportText, type PluginReport } from '../kernel';
import { RapportError } from '../sdk';
import { checkedBoot } from './plugins/checked-boot';

interface Options {
  readonly options?: string;
  readonly alone?: true;
  readonly json?: true;
}

/** Nothing is wrong, something is, or there is nothing to look at. */
const exitCodes = { sound: 0, faulty: 1, unusable: 2 } as const;

/** `rapport check-plugin <plugin> [--options json] [--alone] [--json]`. Needs no database and starts nothing. */
export function register(program: Command): void {
  program
    .command('check-plugin')
    .description(
      'check a plugin as a start would, beside the configured ones; exit code 1 when it has faults, 2 when there is no plugin',
    )
    .argument('<plugin>', 'path or package name')
    .option('--options <json>', 'its options, or a file with them; default: those of the configuration, if it is there')
    .option('--alone', 'without the configured plugins')
    .option('--json', 'for programs')
    .action(checkPlugin);
}

async function checkPlugin(plugin: string, { options, alone, json }: Options): Promise<void> {
  const use = plugin.startsWith('.') ? resolve(plugin) : plugin;
  const others = alone === true ? [] : readConfig().plugins;
  const configured = others.find((choice) => choice.use === use);
  const given = options === undefined ? undefined : readPluginOptions(await textOf(options));
  const checked = { use, policy: 'optional', ...(configured ?? {}), ...(given ?? {}), standing: 'enabled' } as const;
  const { report } = await checkedBoot([checked]);
  const [own] = report;
  const beside = own === undefined || alone === true ? own : await besideOthers(checked, own, others);
  if (beside === undefined) throw new RapportError('INTERNAL', 'The check told nothing.');
  process.stdout.write(json === true ? `${JSON.stringify(beside, null, 2)}\n` : bootReportText([beside]));
  process.exitCode = exitCodes[verdictOf(beside)];
}

/** Beside the others a name may be taken, and what it requires may be there or not. */
async function besideOthers(
  checked: Partial<PluginChoice> & { readonly use: string },
  own: PluginReport,
  others: readonly PluginChoice[],
): Promise<PluginReport | undefined> {
  const known = (await checkedBoot(others)).report;
  // Another copy of the same plugin gives way to the one that is looked at.
  const rest = others.filter(({ use }, place) => use !== checked.use && known[place]?.id !== own.id);
  const { report } = await checkedBoot([...rest, checked]);
  return report.at(-1);
}

function verdictOf({ state, faults }: PluginReport): keyof typeof exitCodes {
  if (state === 'running') return 'sound';
  const unusable = ['PLUGIN_NOT_FOUND', 'PLUGIN_LOAD_FAILED', 'PLUGIN_NOT_A_PLUGIN'];
  return faults.some(({ code }) => unusable.includes(code)) ? 'unusable' : 'faulty';
}

async function textOf(options: string): Promise<string> {
  if (options.trimStart().startsWith('{')) return options;
  try {
    return await readFile(options, 'utf8');
  } catch (error) {
    throw new RapportError(
      'BAD_INPUT',
      `--options takes JSON or a file with it; ${options} cannot be read.`,
      {},
      { cause: error },
    );
  }
}
