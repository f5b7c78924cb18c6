import { defaultDeclarations } from '../../../test/helpers/value-vectors';
import { defaultModel } from './default-model';
import { diffModels, editModel } from './diff';
import { parseModelDocument } from './document';

const base = defaultModel(defaultDeclarations);

describe('the difference of two value models', () => {
  it('is empty for the same model', () => expect(diffModels(base, structuredClone(base))).toEqual([]));

  it('lists every changed path with both values, and edits by these paths give the other model', () => {
    const edits = [
      { path: 'channels.web.depth', value: 0.3 },
      { path: 'signals["email.opened"].dailyCap', value: undefined },
      { path: 'signals["email.opened"].cap', value: 12 },
      { path: 'name', value: 'vm-2' },
    ];
    const changed = parseModelDocument(editModel(base, edits));
    const changes = diffModels(base, changed);
    expect(changes).toEqual([
      { path: 'channels.web.depth', before: 0.6, after: 0.3 },
      { path: 'name', before: 'vm-1.0.0', after: 'vm-2' },
      { path: 'signals["email.opened"].cap', before: undefined, after: 12 },
      { path: 'signals["email.opened"].dailyCap', before: 2, after: undefined },
    ]);
    const back = changes.map(({ path, before }) => ({ path, value: before }));
    expect(parseModelDocument(editModel(changed, back))).toEqual(base);
  });

  it('refuses a path that leads nowhere', () => {
    expect(() => editModel(base, [{ path: 'signals["no.such"].weight', value: 1 }])).toThrow(/nothing at/);
    expect(() => editModel(base, [{ path: '', value: 1 }])).toThrow(/no path/);
  });
});
