import { indexRows } from './row-index';

function rowsOf(text: string, rows: number, customerIds: readonly number[]) {
  const index = indexRows({ text, rows, separator: ';' }, customerIds);
  return customerIds.map((_, slot) => {
    const found: string[] = [];
    index?.eachOf(slot, (start, end) => found.push(text.slice(start, end)));
    return index === undefined || index.countOf(slot) !== found.length ? undefined : found;
  });
}

describe('rows of a text by customer', () => {
  it('are found in whatever order they come, and those of others are passed over', () => {
    expect(rowsOf('12 a;7 b;12 ;99 d;7 e f', 5, [7, 8, 12])).toEqual([['b', 'e f'], [], ['a', '']]);
  });

  it('are none in an empty text', () => {
    expect(rowsOf('', 0, [7])).toEqual([[]]);
  });

  it('are not told where there are more or fewer of them than were written', () => {
    expect(rowsOf('7 a;7 b', 1, [7])).toEqual([undefined]);
    expect(rowsOf('7 a;7 b', 3, [7])).toEqual([undefined]);
  });
});
