import { KeptTexts } from './kept-texts';

const kept = (text: string) => ({ state: 'now', text });

describe('kept texts', () => {
  it('are found by what was asked, the latest one of each', () => {
    const texts = new KeptTexts();
    texts.keep('a', kept('1'));
    texts.keep('a', kept('2'));
    expect(texts.find('a')).toEqual(kept('2'));
    expect(texts.find('b')).toBeNull();
  });

  it('go when there are too many, first the one that was not asked for the longest', () => {
    const texts = new KeptTexts(30);
    texts.keep('a', kept('x'.repeat(9)));
    texts.keep('b', kept('x'.repeat(9)));
    texts.find('a');
    texts.keep('c', kept('x'.repeat(9)));
    texts.keep('d', kept('x'.repeat(9)));
    expect(['a', 'b', 'c', 'd'].map((question) => texts.find(question) !== null)).toEqual([true, false, true, true]);
  });

  it('count anew when one takes the place of another', () => {
    const texts = new KeptTexts(30);
    texts.keep('b', kept('x'.repeat(9)));
    for (let time = 0; time < 10; time += 1) texts.keep('a', kept('x'.repeat(19)));
    expect(texts.find('b')).not.toBeNull();
  });

  it('are not kept when one alone is too long', () => {
    const texts = new KeptTexts(30);
    texts.keep('a', kept('x'.repeat(31)));
    expect(texts.find('a')).toBeNull();
  });
});
