import { largestAnswer } from '../isolation';
import type { SelectedField } from '../sdk';
import { finishedText } from './finished-check';

const leaf = (name: string, responseKey = name): SelectedField => ({ name, responseKey, below: null });
const selection = [leaf('__typename'), leaf('word', 'said'), { ...leaf('parts'), below: [leaf('name')] }];
const check = (said: unknown) => finishedText('Query.odd', said, selection);

describe('a text that a plugin writes into the answer', () => {
  it.each([
    '{"__typename":"Odd","said":"\\u2028","parts":[{"name":null},null]}',
    ' { "__typename" : "Odd" , "said" : 1 , "parts" : null } ',
    '[{"__typename":"Odd","said":{"any":"scalar"},"parts":{"name":"x"}}]',
    'null',
  ])('is taken as it stands: %s', (text) => {
    expect(check(text)).toBe(text);
  });

  it('may be left to the batch function', () => {
    expect(check(null)).toBeNull();
  });

  it.each([
    [undefined, 'no text'],
    [{ said: 'x' }, 'no text'],
    ['', 'not one JSON value'],
    ['{"said":"x"', 'not one JSON value'],
    ['{},"injected":{}', 'not one JSON value'],
    ['{} {}', 'not one JSON value'],
    ['{}}', 'not one JSON value'],
    ['"said"', 'other fields'],
    ['{}', 'other fields'],
    ['{"said":"x","__typename":"Odd","parts":[]}', 'other fields'],
    ['{"__typename":"Odd","said":"x","parts":[],"secret":1}', 'other fields'],
    ['{"__typename":"Odd","said":"x","parts":[{"secret":1}]}', 'other fields'],
    ['{"__typename":"Odd","said":"x","parts":["name"]}', 'other fields'],
  ])('is refused with the name of its field, and nothing of it, when it is %j', (said, fault) => {
    expect(() => check(said)).toThrow(
      expect.objectContaining({ name: 'Misfit', message: expect.stringMatching(`^Query\\.odd answers .*${fault}`) }),
    );
    expect(() => check(said)).not.toThrow('secret');
  });

  it('is no longer than other answers of plugins, and not read when it is', () => {
    const parse = jest.spyOn(JSON, 'parse');
    expect(() => check(`"${'x'.repeat(largestAnswer)}"`)).toThrow('Query.odd answers more than 4 MB at once');
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });
});
