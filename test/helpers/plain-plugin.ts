import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';
import { type RunResult, run } from './run';

/** A folder outside the project with a list of plugins, and the command run in it. */
export interface OperatorFolder {
  readonly path: string;
  /** What the command's environment has to say. */
  readonly env: Readonly<Record<string, string>>;
  /** The list as its file has it. */
  list(): unknown;
  rapport(...args: readonly string[]): Promise<RunResult>;
  remove(): void;
}

export function operatorFolder(
  databaseUrl: string,
  environment: Readonly<Record<string, string>> = {},
): OperatorFolder {
  const path = mkdtempSync(join(tmpdir(), 'rapport-operator-'));
  const file = join(path, 'plugins.json');
  writeFileSync(file, '[]\n');
  mkdirSync(join(path, 'node_modules'));
  symlinkSync(projectRoot, join(path, 'node_modules', 'rapport'), 'dir');
  const env = { ...environment, DATABASE_URL: databaseUrl, RAPPORT_PLUGINS: file, LOG_LEVEL: 'silent' };
  return {
    path,
    env,
    list: () => JSON.parse(readFileSync(file, 'utf8')),
    rapport: (...args) =>
      run(process.execPath, [join(projectRoot, 'dist/src/cli/rapport.js'), ...args], { cwd: path, env }),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export interface MemoVersion {
  readonly version: string;
  /** What a note says about value. */
  readonly amount: number;
  /** SQL by the migration's name. */
  readonly migrations: Readonly<Record<string, string>>;
  readonly engine?: string;
}

/** Writes a channel in plain JavaScript, called `memo`, into a folder. */
export function writeMemoPlugin(folder: string, { version, amount, migrations, engine = '^0.1.0' }: MemoVersion): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'rapport-plugin-memo', main: 'index.js', version }),
  );
  writeFileSync(join(folder, 'index.js'), source({ version, amount, migrations, engine }));
}

const source = ({ version, amount, migrations, engine }: Required<MemoVersion>): string => `
const { definePlugin, Field, Float, Interaction, ObjectType, z } = require('rapport/sdk');

class MemoTaken extends Interaction {}
ObjectType({ implements: Interaction, description: 'A note about a talk.' })(MemoTaken);
Field(() => Float, { description: 'Its length in lines.' })(MemoTaken.prototype, 'lines');

module.exports = definePlugin({
  id: 'memo',
  version: '${version}',
  title: 'Notes',
  description: 'Notes about talks, for tests.',
  engine: '${engine}',
  contribute: () => ({
    channels: [{ id: 'memo', title: 'Note', depth: 1, kappa: 40 }],
    interactions: [{
      id: 'memo.taken', title: 'Note taken', channel: 'memo', direction: 'in', graphql: MemoTaken,
      details: z.strictObject({ lines: z.number() }), samples: [{ lines: 3 }],
    }],
    signals: [{
      id: 'memo.said', title: 'Said something', unit: 'memo', direction: 'in', signed: false, maxAmount: 40,
      defaults: { weight: 10, halfLifeDays: 90, channel: 'memo', load: 0, dialogueIn: 1, dialogueOut: 0, verified: true },
    }],
    measures: [{ id: 'memo.lines', title: 'Lines', unit: 'lines', types: ['memo.taken'], path: 'lines' }],
    score: ({ type }) => (type === 'memo.taken' ? [{ signal: 'memo.said', amount: ${amount} }] : []),
    storage: {
      migrations: [${Object.entries(migrations)
        .map(([name, up]) => JSON.stringify({ name, up }))
        .join(', ')}],
      subjectData: {
        export: async (customerId, reader) => ({
          pages: await reader.query({ text: 'select text from plugin_memo.page where customer_id = $1', values: [customerId] }),
        }),
        erase: (customerId, writer) =>
          writer.execute({ text: 'delete from plugin_memo.page where customer_id = $1', values: [customerId] }),
      },
    },
  }),
});
`;
