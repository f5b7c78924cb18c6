import { Readable } from 'node:stream';
import { type Parser, parse } from 'csv-parse';
import fc from 'fast-check';
import { begun } from './row-end';

/** What makes a difference, and letters that make none. */
const piece = fc.constantFrom('"', '"', ',', '\n', '\r', '\r\n', ' ', '\t', 'a', 'é', '\u00a0', '\u0000', '""');
const text = fc
  .tuple(fc.constantFrom('', '', '\uFEFF'), fc.array(piece, { maxLength: 12 }))
  .map(([mark, pieces]) => mark + pieces.join(''));

describe('the end of a row', () => {
  it('is the one that the parser finds, or is left to it, whatever the file begins with', async () => {
    const left = new Map<string | null, number>();
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async (given, size) => {
        const { rowEnd, content } = await begun(inPieces(given, size), ',', 1_000);
        left.set(rowEnd, (left.get(rowEnd) ?? 0) + 1);
        expect(Buffer.concat(await Readable.from(content).toArray()).toString()).toBe(given);
        const { found, fails } = await foundByParser(given);
        // A parser that fails within the first row looks no further.
        if (rowEnd !== null && !(fails && found === undefined)) expect([given, rowEnd]).toEqual([given, found ?? '\n']);
      }),
      { numRuns: 500, seed: 7 },
    );
    for (const end of ['\n', '\r\n', '\r']) expect(left.get(end)).toBeGreaterThan(50);
    expect(left.get(null)).toBeLessThan(100);
  });

  it('is left to the parser in files that are not written in UTF-8, and where fields end with something longer', async () => {
    const wide = Buffer.from('\uFEFFid,city\n1,Basel\n', 'utf16le');
    expect(await begun(Readable.from([wide]), ',', 1_000)).toMatchObject({ rowEnd: null });
    expect(await begun(inPieces('id||city\n', 100), '||', 1_000)).toMatchObject({ rowEnd: null });
  });

  it('is looked for in the beginning only', async () => {
    expect(await begun(inPieces(`${'x'.repeat(5_000)}\n`, 100), ',', 1_000)).toMatchObject({ rowEnd: null });
  });
});

function inPieces(given: string, size: number): Readable {
  const bytes = Buffer.from(given);
  const starts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, place) => place * size);
  return Readable.from(starts.map((start) => bytes.subarray(start, start + size)));
}

async function foundByParser(given: string): Promise<{ readonly found: string | undefined; readonly fails: boolean }> {
  const parser = parse({ bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true });
  parser.end(given);
  const fails = await parser.toArray().then(
    () => false,
    () => true,
  );
  const { options } = parser as Parser & { readonly options: { readonly record_delimiter: readonly Buffer[] } };
  return { found: options.record_delimiter[0]?.toString(), fails };
}
