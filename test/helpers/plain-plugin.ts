import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';
import { type RunResult, run } from './run';

/** A folder outside the project with a list of plugins, and the command run in it. */
export interface OperatorFolder {
  readonly path: string;
  /** The list as its file has it. */
  list(): unknown;
  rapport(...args: readonly string[]): Promise<RunResult>;
  remove(): void;
}

export function operatorFolder(databaseUrl: string, environment: Readonly<Record<string, string>> = {}): OperatorFolder {
  const path = mkdtempSync(join(tmpdir(), 'rapport-operator-'));
  const file = join(path, 'plugins.json');
  writeFileSync(file, '[]\n');
  mkdirSync(join(path, 'node_modules'));
  symlinkSync(projectRoot, join(path, 'node_modules', 'rapport'), 'dir');
  const env = { ...environment, DATABASE_URL: databaseUrl, RAPPORT_PLUGINS: file, LOG_LEVEL: 'silent' };
  return {
    path,
    list: () => JSON.parse(readFileSync(file, 'utf8')),
    rapport: (...args) => run(process.execPath, [join(projectRoot, 'dist/src/cli/rapport.js'), ...args], { cwd: path, env }),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export interface NoteVersion {
  readonly version: string;
  /** What a note says about value. */
  readonly amount: number;
  /** SQL by the migration's name. */
  readonly migrations: Readonly<Record<string, string>>;
  readonly engine?: string;
}

/** Writes a channel in plain JavaScript, called `note`, into a folder. */
export function writeNotePlugin(folder: string, { version, amount, migrations, engine = '^0.1.0' }: NoteVersion): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'rapport-plugin-note', main: 'index.js', version }));
  writeFileSync(join(folder, 'index.js'), source({ version, amount, migrations, engine }));
}

const source = ({ version, amount, migrations, engine }: Required<NoteVersion>): string => `
const { definePlugin, Field, Float, Interaction, ObjectType, z } = require('rapport/sdk');

class NoteTaken extends Interaction {}
ObjectType({ implements: Interaction, description: 'A note about a talk.' })(NoteTaken);
Field(() => Float, { description: 'Its length in lines.' })(NoteTaken.prototype, 'lines');

module.exports = definePlugin({
  id: 'note',
  version: '${version}',
  title: 'Notes',
  description: 'Notes about talks, for tests.',
  engine: '${engine}',
  contribute: () => ({
    channels: [{ id: 'note', title: 'Note', depth: 1, kappa: 40 }],
    interactions: [{
      id: 'note.taken', title: 'Note taken', channel: 'note', direction: 'in', graphql: NoteTaken,
      details: z.strictObject({ lines: z.number() }), samples: [{ lines: 3 }],
    }],
    signals: [{
      id: 'note.said', title: 'Said something', unit: 'note', direction: 'in', signed: false, maxAmount: 40,
      defaults: { weight: 10, halfLifeDays: 90, channel: 'note', load: 0, dialogueIn: 1, dialogueOut: 0, verified: true },
    }],
    measures: [{ id: 'note.lines', title: 'Lines', unit: 'lines', types: ['note.taken'], path: 'lines' }],
    score: ({ type }) => (type === 'note.taken' ? [{ signal: 'note.said', amount: ${amount} }] : []),
    storage: {
      migrations: [${Object.entries(migrations)
        .map(([name, up]) => JSON.stringify({ name, up }))
        .join(', ')}],
      subjectData: {
        export: async (customerId, reader) => ({
          pages: await reader.query({ text: 'select text from plugin_note.page where customer_id = $1', values: [customerId] }),
        }),
        erase: (customerId, writer) =>
          writer.execute({ text: 'delete from plugin_note.page where customer_id = $1', values: [customerId] }),
      },
    },
  }),
});
`;
