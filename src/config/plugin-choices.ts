import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { RapportError } from '../sdk/errors';
import type { PluginChoice, PluginListSource } from './config';

/** The plugins that come with the platform, used when RAPPORT_PLUGINS says nothing. */
export const inTreePlugins: readonly PluginChoice[] = ['rep', 'email', 'web', 'conference', 'us-open-data'].map(
  (id) => ({
    use: `rapport-plugin-${id}`,
    id,
    options: {},
    policy: 'optional',
    standing: 'enabled',
    secrets: [],
    missing: [],
  }),
);

/** Where the list is kept when RAPPORT_PLUGINS says nothing; used if it is there. */
export function defaultPluginFile(): string {
  return resolve('rapport.plugins.json');
}

const policy = z.enum(['required', 'optional']);

/** An entry of the list, as text or as an object. */
export const pluginEntry = z.union([
  z.string().min(1),
  z.strictObject({
    use: z.string().min(1),
    id: z.string().min(1).optional(),
    options: z.record(z.string(), z.unknown()).default({}),
    policy: policy.optional(),
    enabled: z.boolean().default(true),
    isolation: z.enum(['process', 'worker']).optional(),
    memory: z.int().min(16).max(4_096).optional(),
  }),
]);

export interface PluginChoices {
  readonly choices: readonly PluginChoice[];
  readonly source: PluginListSource;
  /** What is wrong, in words; empty when all is well. */
  readonly faults: readonly string[];
}

export interface PluginSettings {
  /** RAPPORT_PLUGINS. */
  readonly list: string | undefined;
  /** RAPPORT_PLUGIN_POLICY: the policy of plugins whose entry states none. */
  readonly policy: PluginChoice['policy'];
  /** RAPPORT_WITHOUT: ids or names of plugins to start without. */
  readonly without: readonly string[];
}

/**
 * Reads the list of plugins: JSON, or the path of a file that holds it. Relative plugin paths start at the
 * file, or at the working folder. `{"env": "NAME"}` anywhere in the options stands for the value of that variable,
 * so that secrets need not be written into files.
 */
export function readPluginChoices(
  settings: PluginSettings,
  environment: Readonly<Record<string, string | undefined>>,
): PluginChoices {
  const { policy: standard } = settings;
  const standardFile = defaultPluginFile();
  const list = settings.list ?? (existsSync(standardFile) ? standardFile : undefined);
  if (list === undefined) {
    const source = { file: standardFile, policy: standard };
    return withoutSome({ choices: inTreeUnder(standard), source, faults: [] }, settings);
  }
  const located = locate(list);
  const source = { policy: standard, ...('file' in located ? { file: located.file } : { inline: list }) };
  if ('fault' in located) return { choices: [], source, faults: [located.fault] };
  return withoutSome({ source, ...readPluginEntries(parseJson(located.text), source, environment) }, settings);
}

/** The choices that a list of entries stands for, wherever it is going to be kept. */
export function readPluginEntries(
  entries: unknown,
  source: PluginListSource,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Pick<PluginChoices, 'choices' | 'faults'> {
  const parsed = z.array(pluginEntry).safeParse(entries);
  if (!parsed.success) return { choices: [], faults: [listForm] };
  const folder = 'file' in source ? dirname(source.file) : process.cwd();
  const faults: string[] = [];
  return { choices: parsed.data.map((item) => choiceOf(item, folder, source.policy, environment, faults)), faults };
}

/**
 * Options given as JSON, with the secrets they refer to.
 *
 * @throws RapportError BAD_INPUT when the text is no object of options
 */
export function readPluginOptions(
  text: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Pick<PluginChoice, 'options' | 'secrets' | 'missing'> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  if (!parsed.success) throw new RapportError('BAD_INPUT', 'Options are a JSON object, such as {"limit": 5}.');
  return filledOptions(parsed.data, environment);
}

const inTreeUnder = (standard: PluginChoice['policy']): readonly PluginChoice[] =>
  inTreePlugins.map((choice) => ({ ...choice, policy: standard }));

type Entry = z.output<typeof pluginEntry>;

function choiceOf(
  item: Entry,
  folder: string,
  standard: PluginChoice['policy'],
  environment: Readonly<Record<string, string | undefined>>,
  faults: string[],
): PluginChoice {
  const entry: Exclude<Entry, string> = typeof item === 'string' ? { use: item, options: {}, enabled: true } : item;
  const { use, options, id } = entry;
  const ofEntry = entry.policy ?? standard;
  const filled = filledOptions(entry.enabled ? options : {}, environment);
  const { missing } = filled;
  if (ofEntry === 'required') {
    faults.push(...missing.map((name) => `the options of ${use} refer to the variable ${name}, which is not set`));
  }
  return {
    use: isPath(use) ? resolve(folder, use) : use,
    ...(id === undefined ? {} : { id }),
    ...filled,
    policy: ofEntry,
    standing: entry.enabled ? 'enabled' : 'disabled',
    ...(entry.isolation === undefined ? {} : { isolation: entry.isolation }),
    ...(entry.memory === undefined ? {} : { memory: entry.memory }),
  };
}

/** A name that nothing goes by is told: it is mistyped, and what was meant would run. */
function withoutSome(choices: PluginChoices, { without }: PluginSettings): PluginChoices {
  const unknown = without.filter((name) => !choices.choices.some((choice) => isCalled(choice, name)));
  return {
    ...choices,
    choices: choices.choices.map((choice) =>
      without.some((name) => isCalled(choice, name)) ? { ...choice, standing: 'disabled' } : choice,
    ),
    faults: [
      ...choices.faults,
      ...unknown.map((name) => `has no plugin ${name}, which RAPPORT_WITHOUT (--without) names`),
    ],
  };
}

/** By its id, by what is configured, or by the end of that without the customary beginning. */
export function isCalled({ use, id }: Pick<PluginChoice, 'use' | 'id'>, name: string): boolean {
  return [id, use, use.replace(/^.*[\\/]/, ''), shortName(use)].includes(name);
}

/** `rapport-plugin-sms` and `../partner/rapport-plugin-sms` -> `sms`. */
export function shortName(use: string): string {
  return use.replace(/^.*[\\/]/, '').replace(/^rapport-plugin-/, '');
}

const listForm =
  'must be a JSON list of names or paths, each as text or as {"use": "…", "options": {…}, "policy": "required" or "optional", "enabled": true or false, "isolation": "process" or "worker", "memory": megabytes}, or the path of a file with such a list';

type Located =
  | { readonly text: string }
  | { readonly text: string; readonly file: string }
  | { readonly fault: string };

function locate(setting: string): Located {
  if (setting.trimStart().startsWith('[')) return { text: setting };
  const path = resolve(setting);
  if (!existsSync(path)) return { fault: `${listForm}; there is no file ${path}` };
  return { text: readFileSync(path, 'utf8'), file: path };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPath(use: string): boolean {
  return isAbsolute(use) || use.startsWith('./') || use.startsWith('../');
}

function filledOptions(
  options: PluginChoice['options'],
  environment: Readonly<Record<string, string | undefined>>,
): Pick<PluginChoice, 'options' | 'secrets' | 'missing'> {
  const secrets: string[] = [];
  const missing: string[] = [];
  const filled = fillSecrets(options, environment, (name, secret) => {
    if (secret === undefined) missing.push(name);
    else secrets.push(secret);
  });
  return { options: filled as PluginChoice['options'], secrets, missing };
}

function fillSecrets(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
  told: (name: string, secret: string | undefined) => void,
): unknown {
  if (Array.isArray(value)) return value.map((item) => fillSecrets(item, environment, told));
  if (typeof value !== 'object' || value === null) return value;
  const name = secretName(value);
  if (name === null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, fillSecrets(child, environment, told)]),
    );
  }
  const secret = environment[name];
  told(name, secret === '' ? undefined : secret);
  return secret;
}

/** The variable that `{"env": "NAME"}` refers to; null for anything else. */
function secretName(value: object): string | null {
  const entries = Object.entries(value);
  const [key, name] = entries[0] ?? [];
  return entries.length === 1 && key === 'env' && typeof name === 'string' ? name : null;
}
