import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Config, type PluginChoice, readConfig, readPluginOptions } from '../config';
import { idOfLoaded, type LoadedPlugin, loadPlugins, type PluginReport } from '../kernel';
import { type Plugin, RapportError } from '../sdk';
import { platformDirectory } from '../shared/platform';
import type { FoundAlone } from '../testing/contract/alone';
import type { CheckPluginOptions } from './check-plugin.command';
import { lookIntoDatabase } from './plugins/change';
import { checkedBoot } from './plugins/checked-boot';
import { type CheckedPlugin, checkedPluginText } from './plugins/checked-plugin-text';
import { packageVersionFindings } from './plugins/package-version';

/** Nothing is wrong, something is, or there is nothing to look at. */
const exitCodes = { sound: 0, faulty: 1, unusable: 2 } as const;

type Choice = Partial<PluginChoice> & { readonly use: string };

/** Prints the report and sets the exit code. @throws RapportError BAD_INPUT for options that cannot be read */
export async function checkPlugin(plugin: string, asked: CheckPluginOptions): Promise<void> {
  const { options, alone, database, json } = asked;
  // What is thrown is shown where it stands in the sources.
  process.setSourceMapsEnabled(true);
  const config = readConfig();
  const use = plugin.startsWith('.') ? resolve(plugin) : plugin;
  const others = alone === true ? [] : config.plugins;
  const configured = others.find((choice) => choice.use === use);
  const given = options === undefined ? undefined : readPluginOptions(await textOf(options));
  const checked = { use, policy: 'optional', ...(configured ?? {}), ...(given ?? {}), standing: 'enabled' } as const;
  const [own] = await loadAll([checked]);
  if (own === undefined) throw new RapportError('INTERNAL', 'The plugin was not looked for.');
  const { plugin: loaded, file, times } = own;
  await refuseEndless(loaded);
  const { report, isSoundAlone } = await reportOf(
    checked,
    await withoutCopies(others, own),
    database === true ? config : null,
  );
  const found =
    isSoundAlone && loaded !== null && file !== null
      ? await foundIn(loaded, file, asked)
      : { findings: [], hasSamples: true };
  const findings = [...packageVersionFindings(report), ...found.findings];
  // Later it was loaded already.
  const phases = [...times, ...report.phases.filter(({ phase }) => !times.some((each) => each.phase === phase))];
  const result: CheckedPlugin = { ...report, phases, findings, unchecked: uncheckedOf(asked, found) };
  process.stdout.write(json === true ? `${JSON.stringify(result, null, 2)}\n` : checkedPluginText(result));
  process.exitCode = exitCodes[verdictOf(result)];
}

async function loadAll(choices: readonly Choice[]): Promise<readonly LoadedPlugin[]> {
  return (await loadPlugins(choices, { workingDirectory: process.cwd(), platformDirectory })).loaded;
}

/** Another copy of the same plugin gives way to the one that is looked at. */
async function withoutCopies(others: readonly PluginChoice[], own: LoadedPlugin): Promise<readonly PluginChoice[]> {
  const ids = (await loadAll(others)).map(idOfLoaded);
  return others.filter(({ use }, place) => use !== own.use && ids[place] !== idOfLoaded(own));
}

/** @throws RapportError SCORE_INVALID for a scoring hook that never ends: a start with it would not end either */
async function refuseEndless(plugin: Plugin | null): Promise<void> {
  // What cannot be loaded has its reason in the report.
  if (plugin === null) return;
  const { hangsOn } = await rules();
  const type = hangsOn(plugin);
  if (type === null) return;
  const message = `The scoring hook of ${plugin.manifest.id} does not end for its sample of ${type}: it was stopped after seconds, and nothing else was checked. Let every loop run over what the event holds, and to an end that does not depend on the values in it.`;
  throw new RapportError('SCORE_INVALID', message);
}

async function foundIn(plugin: Plugin, file: string, { contract }: CheckPluginOptions): Promise<FoundAlone> {
  const { findingsAlone, findingsInPlatform } = await rules();
  return contract === true ? findingsInPlatform(file) : findingsAlone(plugin, file);
}

/** Loaded here alone: no other command has a use for the test kit. */
const rules = () => import('../testing/contract/alone.js');

interface Reported {
  readonly report: PluginReport;
  /** Whether nothing is wrong with it but what others say. */
  readonly isSoundAlone: boolean;
}

/** Beside the others a name may be taken, and what it requires may be there or not; beside a database what it says may be old. */
async function reportOf(checked: Choice, others: readonly PluginChoice[], config: Config | null): Promise<Reported> {
  const boot = await checkedBoot([...others, checked]);
  const all =
    config === null ? boot.report : await lookIntoDatabase({ config }, (database) => boot.beside(database, 'tried'));
  const report = all.at(-1);
  if (report === undefined) throw new RapportError('INTERNAL', 'The check told nothing.');
  const isSoundBeside = [boot.report.at(-1), report].some((each) => each?.state === 'running');
  return { report, isSoundAlone: isSoundBeside || (others.length > 0 && (await runsAlone(checked))) };
}

async function runsAlone(checked: Choice): Promise<boolean> {
  return (await checkedBoot([checked])).report.at(-1)?.state === 'running';
}

const uncheckedOf = (
  { database, contract }: CheckPluginOptions,
  { hasSamples }: Pick<FoundAlone, 'hasSamples'>,
): readonly string[] => [
  ...(database === true
    ? []
    : [
        'beside a database (--database): whether the hook says what this version has said before, whether migrations run, whether its data are being removed',
      ]),
  ...(hasSamples
    ? []
    : ['with samples (package.json names none under rapport.samples; its tests): what doors let in and make of it']),
  ...(contract === true
    ? []
    : [
        'in a platform of its own (--contract; its tests): whether fields can be read, by how many statements, export and erasure',
      ]),
];

function verdictOf({ state, faults, findings }: CheckedPlugin): keyof typeof exitCodes {
  const unusable = ['PLUGIN_NOT_FOUND', 'PLUGIN_LOAD_FAILED', 'PLUGIN_NOT_A_PLUGIN'];
  if (faults.some(({ code }) => unusable.includes(code))) return 'unusable';
  return state === 'running' && findings.length === 0 ? 'sound' : 'faulty';
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
