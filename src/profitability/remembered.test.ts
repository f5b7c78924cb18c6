import { remembered } from './remembered';

describe('remembered answers', () => {
  it('are made once, and anew after they were forgotten', () => {
    const made: string[] = [];
    const answers = remembered<string>(2);
    const ask = (key: string) =>
      answers.of(key, () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});
