import { alignByKey, groupByKey } from './batch-by-key';

const rows = [
  { key: 2, name: 'b' },
  { key: 1, name: 'a' },
  { key: 2, name: 'c' },
];

it('aligned rows stand in the order of their keys, with null for those that are missing', () => {
  expect(alignByKey([3, '1', 1], rows, ({ key }) => key)).toEqual([null, rows[1], rows[1]]);
});

it('grouped rows keep their order within each key, and a missing key has an empty group', () => {
  expect(groupByKey([2, 3, 1], rows, ({ key }) => key)).toEqual([[rows[0], rows[2]], [], [rows[1]]]);
});
