import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { PluginChoice } from './config';

/** The plugins that come with the platform, used when RAPPORT_PLUGINS says nothing. */
export const inTreePlugins: readonly PluginChoice[] = ['rep', 'email', 'web', 'conference', 'us-open-data'].map(
  (id) => ({ use: `rapport-plugin-${id}`, options: {} }),
);

const entry = z.union([
  z.string().min(1),
  z.strictObject({ use: z.string().min(1), options: z.record(z.string(), z.unknown()).default({}) }),
]);

export interface PluginChoices {
  readonly choices: readonly PluginChoice[];
  /** What is wrong, in words; empty when all is well. */
  readonly faults: readonly string[];
}

/**
 * Reads RAPPORT_PLUGINS: a JSON list, or the path of a file that holds one. Relative plugin paths start at the
 * file, or at the working folder. `{"env": "NAME"}` anywhere in the options stands for the value of that variable,
 * so that secrets need not be written into files.
 */
export function readPluginChoices(
  setting: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): PluginChoices {
  if (setting === undefined) return { choices: inTreePlugins, faults: [] };
  const located = locate(setting);
  if ('fault' in located) return { choices: [], faults: [located.fault] };
  const parsed = z.array(entry).safeParse(parseJson(located.text));
  if (!parsed.success) return { choices: [], faults: [listForm] };
  const faults: string[] = [];
  const choices = parsed.data.map((item) => {
    const { use, options } = typeof item === 'string' ? { use: item, options: {} } : item;
    const filled = fillSecrets(options, environment, (name) =>
      faults.push(`the options of ${use} refer to the variable ${name}, which is not set`),
    );
    return { use: isPath(use) ? resolve(located.folder, use) : use, options: filled as PluginChoice['options'] };
  });
  return { choices, faults };
}

const listForm =
  'must be a JSON list of names or paths, each as text or as {"use": "…", "options": {…}}, or the path of a file with such a list';

type Located = { readonly text: string; readonly folder: string } | { readonly fault: string };

function locate(setting: string): Located {
  if (setting.trimStart().startsWith('[')) return { text: setting, folder: process.cwd() };
  const path = resolve(setting);
  if (!existsSync(path)) return { fault: `${listForm}; there is no file ${path}` };
  return { text: readFileSync(path, 'utf8'), folder: dirname(path) };
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
  missing: (name: string) => void,
): unknown {
  if (Array.isArray(value)) return value.map((item) => fillSecrets(item, environment, missing));
  if (typeof value !== 'object' || value === null) return value;
  const name = secretName(value);
  if (name === null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, fillSecrets(child, environment, missing)]),
    );
  }
  const secret = environment[name];
  if (secret === undefined || secret === '') missing(name);
  return secret;
}

/** The variable that `{"env": "NAME"}` refers to; null for anything else. */
function secretName(value: object): string | null {
  const entries = Object.entries(value);
  const [key, name] = entries[0] ?? [];
  return entries.length === 1 && key === 'env' && typeof name === 'string' ? name : null;
}
