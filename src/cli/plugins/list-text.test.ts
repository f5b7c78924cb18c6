import { changedListText, listText } from './list-text';
import { type ListEntry, withMembers } from './plugin-list';

const entriesOf = (text: string): readonly ListEntry[] => JSON.parse(text) as readonly ListEntry[];

/** The text with members of one entry changed. */
function changed(text: string, place: number, members: Readonly<Record<string, unknown>>): string {
  const entries = entriesOf(text);
  const entry = entries[place];
  if (entry === undefined) throw new Error(`No entry ${place}.`);
  return changedListText(text, entries, withMembers(entries, entry, members));
}

const written = `[
    "rapport-plugin-rep",
    {
        "use": "./sms",   "options": { "secret": { "env": "SMS" }, "say": "a, \\"b\\" } ]" },
        "policy": "optional"
    }
  , { "use": "./fax" }
]
`;

describe('the text of a list of plugins', () => {
  it('keeps the form of everything but what changes when an entry is switched off, and is as before when on again', () => {
    const off = changed(written, 1, { id: 'sms', enabled: false });
    expect(off).toBe(written.replace('"optional"\n', '"optional",\n        "id": "sms",\n        "enabled": false\n'));
    expect(changed(changed(off, 1, { enabled: undefined }), 1, { id: undefined })).toBe(written);
  });

  it('stays on one line where it was on one', () => {
    const line = '[{ "use": "./", "options": { "secret": "a" } }]\n';
    const off = changed(line, 0, { enabled: false });
    expect(off).toBe('[{ "use": "./", "options": { "secret": "a" }, "enabled": false }]\n');
    expect(changed(off, 0, { enabled: undefined })).toBe(line);
    expect(changed('[{"enabled":false,"use":"./"}]', 0, { enabled: true })).toBe('[{"enabled": true,"use":"./"}]');
  });

  it('makes an object of a name that comes to have members', () => {
    expect(changed('["rep", "web"]', 0, { enabled: false })).toBe('[{"use":"rep","enabled":false}, "web"]');
  });

  it('takes entries in at the end and out anywhere', () => {
    const entries = entriesOf(written);
    const without = (place: number): string =>
      changedListText(
        written,
        entries,
        entries.filter((_, index) => index !== place),
      );
    expect(without(0)).toBe(written.replace('"rapport-plugin-rep",\n    ', ''));
    expect(without(2)).toBe(written.replace('\n  , { "use": "./fax" }', ''));
    expect(changedListText(written, entries, [...entries, { use: './web' }])).toBe(
      written.replace('"./fax" }', '"./fax" },\n    {"use":"./web"}'),
    );
    expect(changedListText('["rep"]\n', ['rep'], [])).toBe('[]\n');
    expect(changedListText('[]\n', [], ['rep'])).toBe('[\n  "rep"\n]\n');
    expect(changedListText('', [], ['rep', 'web'])).toBe(listText(['rep', 'web']));
  });

  it('is written anew where it says a key twice', () => {
    const twice = '[{ "use": "./sms", "enabled": true, "enabled": true }]';
    expect(JSON.parse(changed(twice, 0, { enabled: false }))).toEqual([{ use: './sms', enabled: false }]);
  });
});
