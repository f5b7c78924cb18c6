import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { RapportError } from '../sdk';
import type { PluginChoice, PluginListSource } from './config';

/** The plugins that come with the platform, used when RAPPORT_PLUGINS says nothing. */
export const inTreePlugins: readonly PluginChoice[] = ['rep', 'email', 'web', 'conference', 'us-open-data'].map(
  (id) => ({ use: `rapport-plugin-${id}`, id, options: {}, policy: 'optional', standing: 'enabled', secrets: [], missing: [] }),
);

/** Where the list is kept when RAPPORT_PLUGINS says nothing; used if it is there. */
export function defaultPluginFile(): string {
  return resolve('rapport.plugins.json');
}

const policy = z.enum(['required', 'optional']);

/** An entry of the list, as text or as an object. */
export const pluginEntry = z.union([
  z.string().min(1),
  z.strictObject({ use: z.string().min(1), options: z.record(z.string(), z.unknown()).default({}) }),
]);

export interface PluginChoices {
  readonly choices: readonly PluginChoice[];
  /** What is wrong, in words; empty when all is well. */
  readonly faults: readonly string[];
}

/**
 * Reads the list of plugins: JSON, or the path of a file that holds it. Relative plugin paths start at the
 * file, or at the working folder. `{"env": "NAME"}` anywhere in the options stands for the value of that variable,
 * so that secrets need not be written into files.
  readonly source: PluginListSource;
 */
export function readPluginChoices(
  settings: PluginSettings,
  environment: Readonly<Record<string, string | undefined>>,
export interface PluginSettings {
  /** RAPPORT_PLUGINS. */
  readonly list: string | undefined;
  /** RAPPORT_PLUGIN_POLICY: the policy of plugins whose entry states none. */
  readonly policy: PluginChoice['policy'];
  /** RAPPORT_WITHOUT: ids or names of plugins to start without. */
  readonly without: readonly string[];
}

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
  const faults: string[] = [];
  const choices = parsed.data.map((item) => {
    const { use, options } = typeof item === 'string' ? { use: item, options: {} } : item;
    const filled = fillSecrets(options, environment, (name) =>
      faults.push(`the options of ${use} refer to the variable ${name}, which is not set`),
    );
    return { use: isPath(use) ? resolve(located.folder, use) : use, options: filled as PluginChoice['options'] };
  });
  const folder = 'file' in source ? dirname(source.file) : process.cwd();
  return { choices, faults };
}

const listForm =
  'must be a JSON list of names or paths, each as text or as {"use": "…", "options": {…}}, or the path of a file with such a list';

type Located = { readonly text: string } | { readonly text: string; readonly file: string } | { readonly fault: string };

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

