import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandProcess } from './command-process';
import { must, type RunResult } from './run';

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

/** What a partner reads when a sound plugin is broken in each of these ways. */
export async function messagesOf(given: readonly Break[], places: BreakPlaces): Promise<readonly string[]> {
  const broken = given.map((each) => ({ ...each, place: brokenCopy(each, places) }));
  const checked = broken.filter(({ foundBy }) => foundBy === 'check-plugin');
  const tested = broken.filter(({ foundBy }) => foundBy !== 'check-plugin');
  const messages = new Map([...(await checkMessages(checked, places)), ...(await suiteMessages(tested, places))]);
  return broken.map(({ place }) => messages.get(place) ?? '');
}

interface Broken extends Break {
  /** Its folder. */
  readonly place: string;
}

function brokenCopy({ title, file, from, to }: Break, { folder, sound }: BreakPlaces): string {
  const place = join(folder, title.replaceAll(' ', '-'));
  cpSync(sound, place, { recursive: true });
  const path = join(place, 'dist', file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}:\n${text}`);
  writeFileSync(path, text.replace(from, to));
  return place;
}

interface Report {
  readonly faults: readonly {
    readonly code: string;
    readonly subject: string;
    readonly otherClaimant?: string;
    readonly message: string;
  }[];
}

/** By folder. Whatever is not checked alone is checked beside the neighbour. */
async function checkMessages(
  broken: readonly Broken[],
  { folder, options }: BreakPlaces,
): Promise<readonly (readonly [string, string])[]> {
  const neighbours = broken.flatMap(({ beside, place }) => {
    if (beside === undefined) return [];
    const file = join(place, 'neighbour.js');
    writeFileSync(file, beside);
    return [file];
  });
  const platform = join(folder, 'node_modules/rapport');
  const session = commandProcess({ cwd: folder, env: { RAPPORT_PLUGINS: JSON.stringify(neighbours) }, platform });
  const messages: [string, string][] = [];
  for (const { place, beside } of broken) {
    const flags = ['--json', '--options', JSON.stringify(options), ...(beside === undefined ? ['--alone'] : [])];
    messages.push([place, faultsIn(await session.rapport('check-plugin', place, ...flags))]);
  }
  await session.stop();
  return messages;
}

function faultsIn({ stdout, stderr }: RunResult): string {
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

const [broken, options] = process.argv.slice(2).map((text) => JSON.parse(text));
const finders = { contractFindings, staticFindings };
const body = { id: 'm-1', customer: { system: 'crm', value: 'ana' }, text: 'Hello', at: '2026-11-20T09:00:00Z' };
const sign = (text, at) => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const hash = createHmac('sha256', options.secret).update(timestamp + '.' + text).digest('hex');
  return { headers: { 'x-timestamp': timestamp, 'x-signature': hash } };
};
const messages = [];
for (const { place, foundBy } of broken) {
  const plugin = createRequire(import.meta.url)(place).default;
  const findings = await finders[foundBy](plugin, { options, webHooks: { messages: { body, sign } } });
  messages.push([place, formatFindings(findings).trim()]);
}
console.log(JSON.stringify(messages));
`;

/** By folder. */
async function suiteMessages(
  broken: readonly Broken[],
  { folder, options }: BreakPlaces,
): Promise<readonly (readonly [string, string])[]> {
  writeFileSync(join(folder, 'suite.mjs'), suiteScript);
  const asked = broken.map(({ place, foundBy }) => ({ place, foundBy }));
  const told = await must('node', ['suite.mjs', JSON.stringify(asked), JSON.stringify(options)], folder);
  return JSON.parse(told) as readonly (readonly [string, string])[];
}
