import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from './packed-platform';
import { run } from './run';

/** One way to break the scaffolded plugin, as a change of its compiled text. */
export interface Break {
  readonly title: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Who says so: the check of a start, or the contract suite. */
  readonly foundBy: 'check-plugin' | 'staticFindings' | 'contractFindings';
  /** Beside another plugin, made for the case. */
  readonly beside?: string;
}

/** Another plugin, which has the right to the name `SmsMessage`. */
const neighbour = `const { definePlugin, objectType } = require('rapport/sdk');
const SmsMessage = objectType({
  name: 'SmsMessage', description: 'Mine.', fields: { text: { type: () => String, description: 'Text.' } },
});
module.exports = definePlugin({
  id: 'sms-message', version: '1.0.0', title: 'Neighbour', description: 'Another plugin.', engine: '^0.1.0',
  contribute: () => ({
    types: [SmsMessage],
    fields: [{ on: 'Customer', name: 'smsMessage', description: 'Mine.', type: () => SmsMessage,
      source: { kind: 'batch', load: async (keys) => keys.map(() => ({ text: '' })) }, cost: 2 }],
  }),
});
`;

export const breaks: readonly Break[] = [
  {
    ...{ title: 'a type without the prefix', file: 'customer.js', foundBy: 'check-plugin' },
    ...{
      from: "ObjectType)({ description: 'Messages of",
      to: "ObjectType)('TextCustomer', { description: 'Messages of",
    },
  },
  {
    ...{ title: 'a type that another plugin has', file: 'message.js', foundBy: 'check-plugin' },
    ...{ from: '', to: '', beside: neighbour },
  },
  {
    ...{ title: 'a field without a description', file: 'message.js', foundBy: 'check-plugin' },
    ...{ from: "description: 'What it said.'", to: "description: ''" },
  },
  {
    ...{ title: 'a version range that leaves this platform out', file: 'index.js', foundBy: 'check-plugin' },
    ...{ from: "engine: '^0.1.0'", to: "engine: '^9.0.0'" },
  },
  {
    ...{ title: 'a configuration that throws', file: 'messages-adapter.js', foundBy: 'check-plugin' },
    ...{
      from: 'function messagesAdapter({ secret }) {',
      to: "function messagesAdapter({ secret }) { throw new Error('no such key');",
    },
  },
  {
    ...{ title: 'a hook that asks the clock', file: 'signals.js', foundBy: 'staticFindings' },
    ...{ from: 'amount: 1,', to: 'amount: (Date.now() % 1000) / 1000,' },
  },
  {
    ...{ title: 'a hook that never ends', file: 'signals.js', foundBy: 'staticFindings' },
    ...{ from: '({ type }) => type', to: '({ type }) => (() => { for (;;); })() || type' },
  },
  {
    ...{ title: 'a migration that fails', file: 'index.js', foundBy: 'contractFindings' },
    from: 'signals: [',
    to: `storage: {
      migrations: [{ name: '1790000000001-notes', up: 'create table note (customer_id bigint references core.custmer)' }],
      subjectData: { export: async () => ({}), erase: async () => 0 },
    }, signals: [`,
  },
];

export interface BreakPlaces {
  /** The partner's folder. */
  readonly folder: string;
  /** The sound, compiled package. */
  readonly sound: string;
  readonly options: object;
}

/** What a partner reads when a sound plugin is broken in this way. */
export async function messageOf(given: Break, { folder, sound, options }: BreakPlaces): Promise<string> {
  const name = given.title.replaceAll(' ', '-');
  const place = join(folder, name);
  cpSync(sound, place, { recursive: true });
  const file = join(place, 'dist', given.file);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(given.from)) throw new Error(`${given.file} has no ${given.from}:\n${text}`);
  writeFileSync(file, text.replace(given.from, given.to));
  return given.foundBy === 'check-plugin'
    ? checkMessage(given, folder, place, options)
    : suiteMessage(given.foundBy, folder, place, options);
}

interface Report {
  readonly faults: readonly {
    readonly code: string;
    readonly subject: string;
    readonly otherClaimant?: string;
    readonly message: string;
  }[];
}

async function checkMessage({ beside }: Break, folder: string, place: string, options: object): Promise<string> {
  const file = join(place, 'neighbour.js');
  if (beside !== undefined) writeFileSync(file, beside);
  const { stdout, stderr } = await run(
    'node',
    [
      ...['node_modules/.bin/rapport', 'check-plugin', place, '--json', '--options', JSON.stringify(options)],
      ...(beside === undefined ? ['--alone'] : []),
    ],
    { cwd: folder, env: { RAPPORT_PLUGINS: JSON.stringify(beside === undefined ? [] : [file]) } },
  );
  const { faults } = parsed(stdout, stderr);
  return faults
    .map(({ code, subject, otherClaimant, message }) => {
      const against = otherClaimant === undefined ? '' : ` (against ${otherClaimant})`;
      return `${[code, subject].filter((part) => part !== '').join('  ')}${against}\n  ${message}`;
    })
    .join('\n\n');
}

function parsed(stdout: string, stderr: string): Report {
  try {
    return JSON.parse(stdout) as Report;
  } catch (error) {
    throw new Error(`check-plugin told nothing:\n${stdout}${stderr}`, { cause: error });
  }
}

const suiteScript = `
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { contractFindings, formatFindings, staticFindings } from 'rapport/testing';

const [place, options] = [process.argv[2], JSON.parse(process.argv[3])];
const find = { contractFindings, staticFindings }[process.argv[4]];
const plugin = createRequire(import.meta.url)(place).default;
const body = { id: 'm-1', customer: { system: 'crm', value: 'ana' }, text: 'Hello', at: '2026-11-20T09:00:00Z' };
const sign = (text, at) => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const hash = createHmac('sha256', options.secret).update(timestamp + '.' + text).digest('hex');
  return { headers: { 'x-timestamp': timestamp, 'x-signature': hash } };
};
console.log(formatFindings(await find(plugin, { options, webHooks: { messages: { body, sign } } })));
`;

async function suiteMessage(find: string, folder: string, place: string, options: object): Promise<string> {
  writeFileSync(join(folder, 'suite.mjs'), suiteScript);
  return (await must('node', ['suite.mjs', place, JSON.stringify(options), find], folder)).trim();
}
