import { type Importer, RapportError } from 'rapport/sdk';
import { importRows } from '../testing/import-text';
import { readTable, type TableFormat } from './table';

const longName = 'Name_of_Third_Party_Entity_Receiving_Payment_or_Transfer_of_Value';

function importer(format: Partial<TableFormat>): Importer {
  const echo: TableFormat['start'] = () => (row) => [
    { kind: 'brand', source: 'test', sourceKey: row.text('Key'), code: row.text(longName, 'Old Name'), name: '' },
  ];
  const read: Importer['read'] = (input) => readTable(input, { required: ['Key'], start: echo, ...format });
  return { id: 'test.table', title: '', format: '', repeats: 'correct', read };
}

async function codesOf(columns: readonly string[], row: Readonly<Record<string, string>>, missing = '') {
  const { records } = await importRows(importer({ missing }), columns, [row]);
  return records.map((record) => (record.kind === 'brand' ? record.code : undefined));
}

describe('readTable', () => {
  it('finds columns whatever the case of the header', async () => {
    expect(await codesOf(['KEY', longName.toUpperCase()], { KEY: '1', [longName.toUpperCase()]: 'a' })).toEqual(['a']);
  });

  it('finds columns whose names a database wrote with other marks between the words', async () => {
    const read = importer({ required: ['Provider Last Name (Legal Name)'], start: () => () => [] });
    expect((await importRows(read, ['provider_last_name_legal_name'], [])).rejections).toEqual([]);
    const spelt = longName.replaceAll('_', ' ');
    expect(await codesOf(['Key', spelt], { Key: '1', [spelt]: 'a' })).toEqual(['a']);
    expect(await codesOf(['Key', spelt, longName], { Key: '1', [spelt]: 'a', [longName]: 'b' })).toEqual(['b']);
  });

  it('finds a column whose name was cut at 63 characters', async () => {
    const cut = longName.toLowerCase().slice(0, 63);
    expect(await codesOf(['key', cut], { key: '1', [cut]: 'a' })).toEqual(['a']);
  });

  it('reads another name of the column where the first is absent', async () => {
    expect(await codesOf(['Key', 'Old Name'], { Key: '1', 'Old Name': 'a' })).toEqual(['a']);
  });

  it('takes the mark for missing cells as empty', async () => {
    expect(await codesOf(['Key', longName], { Key: '1', [longName]: '<UNAVAIL>' }, '<UNAVAIL>')).toEqual(['']);
  });

  it('refuses a file of another format once, naming the missing columns', async () => {
    const strict = importer({ required: ['Key', ['New', 'Old']] });
    const { records, rejections } = await importRows(strict, ['Key'], [{ Key: '1' }, { Key: '2' }]);
    expect(records).toEqual([]);
    expect(rejections).toEqual([
      expect.objectContaining({ code: 'ROW_UNREADABLE', line: 1, reason: expect.stringContaining('New or Old') }),
    ]);
  });

  it('refuses a file once when its options do not do', async () => {
    const start = () => {
      throw new RapportError('NOT_CONFIGURED', 'Say the year.');
    };
    const { rejections } = await importRows(importer({ start }), ['Key'], [{ Key: '1' }, { Key: '2' }]);
    expect(rejections).toEqual([expect.objectContaining({ code: 'NOT_CONFIGURED', line: 1 })]);
  });

  it('sets a faulty row aside with its line and goes on', async () => {
    const start: TableFormat['start'] = () => (row) => {
      if (row.text('Key') === '1') throw new RapportError('TIME_INVALID', 'No day.');
      return [];
    };
    const { rejections } = await importRows(importer({ start }), ['Key'], [{ Key: '1' }, { Key: '2' }]);
    expect(rejections).toEqual([expect.objectContaining({ code: 'TIME_INVALID', line: 2 })]);
  });
});
