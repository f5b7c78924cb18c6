import { Readable } from 'node:stream';
import { type CsvItem, readCsv } from './csv';

async function read(text: string, requiredColumns: readonly string[] = ['id']): Promise<readonly CsvItem[]> {
  return Readable.from(readCsv(Readable.from([Buffer.from(text)]), { requiredColumns })).toArray();
}

describe('readCsv', () => {
  it('tells the physical line of each row, also when a field spans lines', async () => {
    const items = await read('id,text\n1,"a\nb"\n\n2,c\n');
    expect(items.map((item) => ('row' in item ? [item.row.line, item.row.get('id')] : []))).toEqual([
      [2, '1'],
      [4, '2'],
    ]);
  });

  it('answers the empty string for a column the file does not have', async () => {
    const [item] = await read('id\n1\n');
    expect(item !== undefined && 'row' in item ? item.row.get('brand') : undefined).toBe('');
  });

  it('rejects a row with too many or too few fields and reads on', async () => {
    const items = await read('id,text\n1\n2,b\n3,c,d\n');
    expect(items.map((item) => ('rejected' in item ? item.position.line : item.row.get('id')))).toEqual([2, '2', 4]);
  });

  it('rejects the file once when it lacks a required column', async () => {
    expect(await read('name\nx\ny\n')).toEqual([
      expect.objectContaining({ rejected: expect.objectContaining({ code: 'ROW_UNREADABLE' }) }),
    ]);
  });

  it.each([
    ['at the end of a file', 'id,text\n1,a\n2,"b\n'],
    ['early in a large file', `id,text\n1,a\n2,"b\n${'3,c\n'.repeat(500_000)}`],
  ])('says from which line on nothing was read when a quote is never closed %s', async (_, text) => {
    const items = await read(text);
    const rows = items.filter((item) => 'row' in item).length;
    expect(items.at(-1)).toEqual({
      rejected: { code: 'ROW_UNREADABLE', reason: expect.stringContaining('from here on') },
      position: { line: rows === 0 ? 1 : rows + 2 },
    });
  });
});
