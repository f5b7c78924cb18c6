import fc from 'fast-check';
import { KnownBodies } from './known-bodies';

const query = 'query View($id: ID!) {\n  customer(id: $id) { id "é" \\ }\n}';
const bytes = (text: string): Buffer => Buffer.from(text);

function knowing(...bodies: readonly string[]): KnownBodies {
  const known = new KnownBodies();
  for (const body of bodies) known.learn(bytes(body), (JSON.parse(body) as { readonly query: string }).query);
  return known;
}

const first = (rest: object): string => JSON.stringify({ query, ...rest });
const last = (rest: object): string => JSON.stringify({ ...rest, query });
const spaced = (rest: object): string => ` { "query" : ${JSON.stringify(query)} , ${JSON.stringify(rest).slice(1)}`;

describe('a body whose document is known', () => {
  it.each([
    ['begins with its query', first],
    ['ends with its query', last],
    ['is written with blanks', spaced],
  ])('that %s is read as JSON.parse reads it', (_, write) => {
    const known = knowing(write({ variables: { id: 'a' } }));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue(), (variables, operationName) => {
        const body = write({ variables, operationName });
        const read = known.read(bytes(body));
        // What may hide a name is left to whoever parses all of it.
        if (/__proto__|constructor|\\u/.test(JSON.stringify([variables, operationName]))) expect(read).toBeNull();
        else expect(read).toEqual(JSON.parse(body));
      }),
      { numRuns: 200 },
    );
  });

  it('is read like any other when something is cut off, added or changed', () => {
    const bodies = [first({ variables: { id: 'a' } }), last({ variables: { id: 'a' } })];
    const known = knowing(...bodies);
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.nat(),
        fc.nat(3),
        fc.string({ maxLength: 4 }),
        (body, at, cut, put) => {
          const place = at % body.length;
          const changed = body.slice(0, place) + put + body.slice(place + cut);
          const read = known.read(bytes(changed));
          if (read !== null) expect(read).toEqual(JSON.parse(changed));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is not taken for one whose query stands in it twice', () => {
    const known = knowing(first({ variables: {} }), last({ variables: {} }));
    expect(known.read(bytes(`${first({}).slice(0, -1)},"query":"{ other }"}`))).toBeNull();
    expect(known.read(bytes(`{"query":"{ other }",${last({ a: 1 }).slice(1)}`))).toEqual({ query, a: 1 });
    expect(known.read(bytes(`{"variables":{"a":[1${last({ a: 1 }).slice(6)}`))).toBeNull();
  });

  it.each(['{"__proto__":{}}', '{"constructor":{"prototype":{}}}', '{"\\u005f_proto__":{}}'])(
    'is left to a closer look when its variables are %s',
    (variables) => {
      const known = knowing(first({ variables: {} }));
      expect(known.read(bytes(`${first({}).slice(0, -1)},"variables":${variables}}`))).toBeNull();
    },
  );

  it('is found among many, and forgotten when many others have come', () => {
    const bodyOf = (number: number): string => JSON.stringify({ query: `{ field${number} }`, variables: { number } });
    const known = knowing(...Array.from({ length: 100 }, (_, number) => bodyOf(number)));
    for (const number of [0, 99, 50, 0]) {
      expect(known.read(bytes(bodyOf(number)))).toEqual({ query: `{ field${number} }`, variables: { number } });
    }
    for (let number = 100; number < 400; number += 1) known.learn(bytes(bodyOf(number)), `{ field${number} }`);
    expect(known.read(bytes(bodyOf(0)))).toBeNull();
  });
});
