import { readConfig } from '../config';
import { openPlatform, type Platform } from '../open-platform';
import type { ModelAdministration, ModelComparison } from '../scoring';
import { RapportError } from '../sdk';
import { comparisonText, modelLine } from './model/model-text';
import type { CompareModelsOptions, CreateModelOptions } from './model.command';
import { readJson } from './read-json';

/** Latest first, one a line. */
export const listModels = (): Promise<void> =>
  withModels(async (models) => {
    for (const record of await models.list(null)) print(modelLine(record));
  });

/** @throws RapportError NOT_FOUND */
export const showModel = (hash: string): Promise<void> =>
  withModels(async (models) => print(JSON.stringify((await models.read(hash)).document, null, 2)));

/** @throws RapportError BAD_INPUT with all faults of the document */
export const createModel = (file: string | undefined, { set: edits, ...rest }: CreateModelOptions): Promise<void> =>
  withModels(async (models) => {
    const document = file === undefined ? undefined : await readJson(file);
    const result = await models.create({ document, edits, ...rest });
    if (result.outcome === 'invalid') throw new RapportError('BAD_INPUT', result.faults.join('\n'));
    print(modelLine(result.record));
  });

/** One place a line. */
export const diffModels = (base: string, hash: string): Promise<void> =>
  withModels(async (models) => {
    const text = (value: unknown): string => (value === undefined ? '(nothing)' : JSON.stringify(value));
    for (const { path, before, after } of await models.diff(base, hash))
      print(`${path}: ${text(before)} -> ${text(after)}`);
  });

/** Tells on a screen how far it is. */
export const compareModels = (hash: string, { json, ...options }: CompareModelsOptions): Promise<void> =>
  withModels(async (models) =>
    show(await models.compare(hash, { ...options, onProgress: progress }), json === true ? 'json' : 'text'),
  );

/** @throws RapportError CONFLICT when the model cannot be put in force */
export const approveModel = (hash: string, by: string): Promise<void> =>
  withModels(async (models) => {
    const result = await models.approve(hash, by, progress);
    if (result.outcome !== 'approved') {
      throw new RapportError('CONFLICT', [`Not approved: ${result.outcome}.`, ...result.faults].join('\n'));
    }
    show(result.comparison, 'text');
    print(`${hash} is in force. \`rapport recalculate\` does the recalculation now; otherwise the server does it.`);
  });

/** Prints what became of it. */
export const retireModel = (hash: string, by: string): Promise<void> =>
  withModels(async (models) => print((await models.retire(hash, by)).outcome));

async function withModels(work: (models: ModelAdministration) => Promise<void>): Promise<void> {
  const config = readConfig();
  const statementTimeout = 600_000;
  const platform: Platform = await openPlatform(
    { ...config, database: { ...config.database, statementTimeout } },
    { use: 'tool', say },
  );
  try {
    await work(platform.models);
  } finally {
    await platform.close();
  }
}

function show(comparison: ModelComparison, form: 'json' | 'text'): void {
  print(form === 'json' ? JSON.stringify(comparison, null, 2) : comparisonText(comparison));
}

function progress(customers: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${customers} customers compared `);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
