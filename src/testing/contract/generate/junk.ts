import fc from 'fast-check';

/** Keys that mean something to JavaScript itself. */
const specialKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'] as const;

const strangeTexts = [
  '',
  ' ',
  '\u0000',
  '\uFEFF',
  '\uD800',
  '\u202E',
  'NaN',
  '-1',
  '1e999',
  '2026-02-30T25:61:00Z',
  '0001-01-01',
  '9999999999999',
  'Ünïcödé 混合 🧬👩‍⚕️',
  '"},{"',
  "';--",
  '=1+1',
  ...specialKeys,
] as const;

/** Contents that nobody meant to send: parts of the sound text, the sound text with changes, and what has nothing to do with it. */
export function junkTexts(sound: string): fc.Arbitrary<Buffer> {
  const json = parsed(sound);
  return fc.oneof(
    { arbitrary: cut(sound), weight: 3 },
    { arbitrary: edited(sound), weight: 4 },
    ...(json === undefined
      ? []
      : [{ arbitrary: distorted(json).map((value) => Buffer.from(textOf(value))), weight: 6 }]),
    { arbitrary: withStrangeCells(sound), weight: 3 },
    { arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)), weight: 2 },
    { arbitrary: fc.json().map((text) => Buffer.from(text)), weight: 1 },
    {
      arbitrary: fc
        .constantFrom(...strangeTexts, '{', '[', '[[]]', '{}', 'null', '0', '"x"')
        .map((text) => Buffer.from(text)),
      weight: 1,
    },
  );
}

/** A few contents that are very large or very deep. */
export function hugeTexts(sound: string): readonly Buffer[] {
  const [deep, long] = [11_000, 70_000];
  return [
    `${'['.repeat(deep)}${']'.repeat(deep)}`,
    `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    'x'.repeat(long),
    `"${'x'.repeat(long)}`,
    `${sound}\n`.repeat(Math.ceil(30_000 / (sound.length + 1))),
    '\n'.repeat(long),
  ].map((text) => Buffer.from(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const cut = (sound: string): fc.Arbitrary<Buffer> =>
  fc.tuple(fc.nat(sound.length), fc.nat(sound.length)).map(([one, other]) => {
    const bytes = Buffer.from(sound);
    return one <= other ? bytes.subarray(0, other) : bytes.subarray(other, one);
  });

const edited = (sound: string): fc.Arbitrary<Buffer> =>
  fc
    .array(
      fc.tuple(
        fc.nat(sound.length),
        fc.nat(6),
        fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom(...strangeTexts)),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((edits) =>
      Buffer.from(
        edits.reduce((text, [at, length, given]) => text.slice(0, at) + given + text.slice(at + length), sound),
      ),
    );

/** Words and numbers replaced where they stand, which leaves the outline of a table or a log as it is. */
function withStrangeCells(sound: string): fc.Arbitrary<Buffer> {
  const cells = [...sound.matchAll(/[^\s,;"'[\]{}:]+/g)].map(({ 0: cell, index }) => ({
    from: index,
    to: index + cell.length,
  }));
  if (cells.length === 0) return fc.constant(Buffer.from(sound));
  return fc
    .tuple(fc.constantFrom(...cells), fc.constantFrom(...strangeTexts, 'x'.repeat(3_000)))
    .map(([{ from, to }, given]) => Buffer.from(sound.slice(0, from) + given + sound.slice(to)));
}

/** A value with one or several of its places holding something else. */
function distorted(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  const other = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e300,
      17,
      [],
      {},
      [[]],
      [null],
      ...strangeTexts,
      'x'.repeat(3_000),
    ),
    fc.constantFrom(...specialKeys).map((key) => withKey(key, {})),
    fc.jsonValue({ maxDepth: 2 }),
  );
  return fc
    .array(fc.tuple(fc.constantFrom(...places), fc.option(other, { nil: removed, freq: 3 })), {
      minLength: 1,
      maxLength: 3,
    })
    .map((changes) => changes.reduce((changed, [path, given]) => replaced(changed, path, given), value));
}

type Path = readonly string[];

/** Stands for a key that is left out. */
const removed = Symbol('removed');

function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, given: unknown): unknown {
  if (key === undefined) return given === removed ? null : given;
  if (Array.isArray(value)) {
    const index = Number(key);
    const item = rest.length === 0 ? given : replaced(value[index], rest, given);
    return item === removed ? value.toSpliced(index, 1) : value.with(Math.min(index, value.length - 1), item);
  }
  if (typeof value !== 'object' || value === null) return value;
  const { [key]: old, ...others } = value as Readonly<Record<string, unknown>>;
  if (rest.length === 0 && given === removed) return others;
  return { ...value, [key]: rest.length === 0 ? given : replaced(old, rest, given) };
}

/** As a parser makes it: a key of its own, whatever its name means elsewhere. */
function withKey(key: string, value: unknown): object {
  return JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`) as object;
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
