import { parse } from 'graphql';
import { rememberedDocuments } from './remembered-documents';

/** Documents by their texts, and which texts had to be read. */
function remembering(limits: { readonly documents: number; readonly characters: number }) {
  const read: string[] = [];
  const document = rememberedDocuments((query) => {
    read.push(query);
    return query.startsWith('{') ? { document: parse(query) } : { errors: [] };
  }, limits);
  return { read, ask: (...queries: readonly string[]) => queries.map(document) };
}

describe('documents', () => {
  it('are read once, and are then the same object', () => {
    const { read, ask } = remembering({ documents: 2, characters: 100 });
    const [one, other, again] = ask('{a}', '{b}', '{a}');
    expect(again).toBe(one);
    expect(other).not.toBe(one);
    expect(read).toEqual(['{a}', '{b}']);
  });

  it('make room when they are too many, first the one that was not asked for longest', () => {
    const { read, ask } = remembering({ documents: 2, characters: 100 });
    ask('{a}', '{b}', '{a}', '{c}', '{a}', '{b}');
    expect(read).toEqual(['{a}', '{b}', '{c}', '{b}']);
  });

  it('make room when together they are too long', () => {
    const { read, ask } = remembering({ documents: 9, characters: 10 });
    ask('{a}', '{b}', '{c}', '{dd}', '{c}', '{dd}', '{a}');
    expect(read).toEqual(['{a}', '{b}', '{c}', '{dd}', '{a}']);
  });

  it('that are faulty are not kept', () => {
    const { read, ask } = remembering({ documents: 2, characters: 100 });
    ask('nonsense', 'nonsense');
    expect(read).toHaveLength(2);
  });
});
