import { binder, prepared, preparedOnReturn, statementName } from './prepared';

describe('the name of a prepared statement', () => {
  it('is the same for the same text and another for another', () => {
    expect(statementName('select 1')).toMatch(/^rapport_[\w-]{22}$/);
    expect(statementName('select 1')).toBe(statementName('select 1'));
    expect(statementName('select 1')).not.toBe(statementName('select 2'));
  });

  it('says what the statement is for, and leaves its values alone', () => {
    const values: unknown[] = [7];
    const place = binder(values);
    const statement = prepared('figures', `select $1::int + ${place(3)}::int`, values);
    expect(statement).toEqual({
      name: expect.stringMatching(/^figures_[\w-]{22}$/),
      text: 'select $1::int + $2::int',
      values: [7, 3],
    });
  });

  it('is given from the second time on where texts are many, to a hundred of them', () => {
    const ask = (index: number) => preparedOnReturn({ text: `select ${index} as asked` }).name;
    expect([ask(0), ask(0), ask(0)]).toEqual([undefined, statementName('select 0 as asked'), ask(0)]);
    const returning = Array.from({ length: 150 }, (_, index) => [ask(index + 1), ask(index + 1)][1]);
    expect(returning.filter((name) => name !== undefined)).toHaveLength(99);
  });
});
