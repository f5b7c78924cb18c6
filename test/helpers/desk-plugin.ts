import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the functions of the plugin do, as JavaScript. */
export interface DeskFunctions {
  /** Of a note, its details in `details`. */
  readonly score?: string;
  /** Of a delivery, its object in `note`. */
  readonly read?: string;
  /** Of the field, what the database says of the customers in `rows`. */
  readonly load?: string;
}

const sound: Required<DeskFunctions> = {
  score: `return [{ signal: 'desk.said', amount: 1 }];`,
  read: `return asText(note.key);`,
  load: `return keys.map((key) => rows.find(({ id }) => id === key)?.kind ?? null);`,
};

/** Writes a channel in plain JavaScript, called `desk`, with a door, a field, and samples of both, into a folder. */
export function writeDeskPlugin(folder: string, functions: DeskFunctions = {}): void {
  const source = sourceOf({ ...sound, ...functions });
  const rapport = { samples: './samples.js' };
  const manifest = { name: 'rapport-plugin-desk', main: 'index.js', version: '1.0.0', rapport };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'index.js'), source);
  writeFileSync(join(folder, 'samples.js'), samples);
}

const samples = `
exports.samples = {
  options: { key: 'a key of the tests' },
  webHooks: {
    notes: {
      body: { key: 'N-1', at: '2026-03-02T09:00:00Z' },
      sign: () => ({ headers: { 'x-key': 'a key of the tests' } }),
      proves: 'sender',
      records: 1,
    },
  },
};
`;

const sourceOf = ({ score, read, load }: Required<DeskFunctions>): string => `
const {
  asObject, asText, batch, definePlugin, Field, Float, Interaction, ObjectType, parseJson, RapportError, sameSecret, z,
} = require('rapport/sdk');

class DeskNote extends Interaction {}
ObjectType({ implements: Interaction, description: 'A note.' })(DeskNote);
Field(() => Float, { description: 'Its lines.' })(DeskNote.prototype, 'lines');

function keyOf(note) {
  ${read}
}

function answer(keys, rows) {
  ${load}
}

function say({ details }) {
  ${score}
}

const desk = (key) => ({
  id: 'notes', title: 'Notes', repeats: 'conflict',
  verify: ({ headers }) => {
    if (!sameSecret(headers['x-key'] ?? '', key)) throw new RapportError('SIGNATURE_INVALID', 'The header x-key is wrong.');
  },
  read: ({ body }) => {
    const note = asObject(parseJson(body.toString()));
    const [sourceKey, occurredAt] = [keyOf(note), asText(note.at)];
    const position = { line: 1 };
    if (sourceKey === undefined || occurredAt === undefined) {
      return [{ rejected: { code: 'RECORD_MALFORMED', reason: 'A note needs key and at.' }, position }];
    }
    const customer = [{ system: 'crm', value: 'ana' }];
    const record = { kind: 'interaction', source: 'desk', sourceKey, type: 'desk.noted', customer, occurredAt, details: { lines: 1 } };
    return [{ record, position }];
  },
});

module.exports = definePlugin({
  id: 'desk', version: '1.0.0', title: 'Desk', description: 'Notes, for tests.', engine: '^0.1.0',
  options: z.strictObject({ key: z.string() }),
  contribute: ({ key }) => ({
    channels: [{ id: 'desk', title: 'Desk', depth: 1, kappa: 40 }],
    interactions: [{
      id: 'desk.noted', title: 'Noted', channel: 'desk', direction: 'in', graphql: DeskNote,
      details: z.strictObject({ lines: z.number() }), samples: [{ lines: 3 }],
    }],
    signals: [{
      id: 'desk.said', title: 'Said', unit: 'note', direction: 'in', signed: false, maxAmount: 1,
      defaults: { weight: 10, halfLifeDays: 90, channel: 'desk', load: 0, dialogueIn: 1, dialogueOut: 0, verified: true },
    }],
    score: (event) => (event.type === 'desk.noted' ? say(event) : []),
    webHooks: [desk(key)],
    fields: [{
      on: 'Customer', name: 'desk', description: 'What kind of customer it is.', type: () => String, nullable: true,
      cost: 5,
      source: batch(async (keys, args, { reader }) => {
        const text = 'select id, kind from core.customer where id = any($1)';
        return answer(keys, await reader.query({ text, values: [keys] }));
      }),
    }],
  }),
});
`;
