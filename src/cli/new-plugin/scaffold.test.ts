import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkName } from './check-name';
import { type Language, scaffold } from './scaffold';

describe('the scaffold of a plugin', () => {
  const root = mkdtempSync(join(tmpdir(), 'rapport-scaffold-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(['typescript', 'javascript'] as const)('is a whole package in %s, every name filled in', async (language) => {
    const folder = join(root, language);
    const files = await scaffold({ id: 'fax-plus', folder, language: language as Language });
    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
    expect(files).toEqual(expect.arrayContaining(['.gitignore', 'README.md', 'package.json', 'rapport.plugins.json']));
    expect(texts.filter((text) => /\{\{|\bundefined\b.*\}\}/.test(text))).toEqual([]);
    expect(texts.join('\n')).toEqual(expect.stringContaining('FaxPlusMessage'));
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({
      name: 'rapport-plugin-fax-plus',
      peerDependencies: { rapport: '^0.1.0' },
    });
  });

  it('takes the platform from where it is told', async () => {
    const folder = join(root, 'told');
    await scaffold({ id: 'fax', folder, language: 'javascript', platform: 'file:../rapport-0.1.0.tgz' });
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toContain('"rapport": "file:../rapport-0.1.0.tgz"');
  });

  it('writes over nothing', async () => {
    const folder = join(root, 'told');
    writeFileSync(join(folder, 'README.md'), 'Mine.');
    await expect(scaffold({ id: 'fax', folder, language: 'typescript' })).rejects.toMatchObject({
      code: 'FOLDER_NOT_EMPTY',
      message: expect.stringContaining('--directory'),
    });
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('Mine.');
    const file = join(folder, 'README.md');
    await expect(scaffold({ id: 'fax', folder: file, language: 'typescript' })).rejects.toMatchObject({
      code: 'FOLDER_NOT_EMPTY',
    });
  });

  it.each([
    ['Fax', 'PLUGIN_ID_INVALID'],
    ['fax_plus', 'PLUGIN_ID_INVALID'],
    ['email', 'PLUGIN_ID_DUPLICATE'],
    ['timeline', 'FIELD_CLASH'],
  ])('refuses the id %s, which a start would refuse', (id, code) => {
    const message = expect.stringMatching(/^.*\bNothing was made\./);
    expect(() => checkName(id)).toThrow(expect.objectContaining({ code, message }));
  });

  it.each([
    ['Sms', 'sms'],
    ['fax_plus', 'fax-plus'],
    ['FaxPlus', 'fax-plus'],
    ['2 way chat!', 'way-chat'],
  ])('says for %s which id may have been meant', (name, id) => {
    expect(() => checkName(name)).toThrow(`Did you mean "${id}"?`);
    expect(() => checkName(id)).not.toThrow();
  });

  it('takes an id that nothing speaks against', () => {
    expect(() => checkName('sms')).not.toThrow();
  });
});
