import { respelled, segmentsOf, signs, withoutReads } from './tokens';

const { hole, read, respell } = signs;

describe('the signs in an answer', () => {
  it.each([
    ['small and large numbers', '1e-07,1e+15,1.5e-300,-0', '1e-7,1000000000000000,1.5e-300,0'],
    ['numbers with more digits than a float has', '123456789012345678901234567890,1.50', '1.2345678901234568e+29,1.5'],
    ['objects with blanks', '{"a": [1, {"": "x: y, z"}], "b": 1.0}', '{"a":[1,{"":"x: y, z"}],"b":1}'],
  ])('have %s spelled as JavaScript does', (_, postgres, javascript) => {
    const pieces = postgres.startsWith('{') ? [postgres] : postgres.split(',');
    const text = pieces.map((piece) => `${respell}${piece}${respell}`).join(',');
    expect(respelled(`{"of":[${text}],"as":"1e-07"}`)).toBe(`{"of":[${javascript}],"as":"1e-07"}`);
  });

  it('leave a text without any as it is', () => {
    const text = '{"a":1e-07}';
    expect([respelled(text), withoutReads(text).text]).toEqual([text, text]);
    expect(segmentsOf(text)).toEqual([{ kind: 'text', text }]);
  });

  it('name customers once, and are taken out', () => {
    const { text, customers } = withoutReads(
      `{"a":${read}7${read}{},"b":${read}7${read}[${read}8${read}],"c":${read}${read}1}`,
    );
    expect([text, [...customers]]).toEqual(['{"a":{},"b":[],"c":1}', [7, 8]]);
  });

  it('take an answer apart at its holes, in their order', () => {
    expect(segmentsOf(`{"a":${hole}1:"x:y"${hole},"b":${hole}0:12${hole}}`)).toEqual([
      { kind: 'text', text: '{"a":' },
      { kind: 'hole', hole: 1, key: 'x:y' },
      { kind: 'text', text: ',"b":' },
      { kind: 'hole', hole: 0, key: 12 },
      { kind: 'text', text: '}' },
    ]);
  });
});
