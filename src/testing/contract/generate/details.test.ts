import fc from 'fast-check';
import { Interaction, type InteractionType, z } from '../../../sdk';
import { foreignDetails, validDetails } from './details';
import { seed } from './events';
import { largestDetails } from './largest';

const details = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  day: z.iso.date().optional(),
  address: z.email().nullable(),
  link: z.url().optional(),
  kind: z.enum(['call', 'visit']),
  minutes: z.number().min(0).max(90),
  share: z.number().positive().lt(1).optional(),
  pages: z.int().min(1).max(3),
  words: z.array(z.string().min(2).max(8)).min(1).max(60),
  parts: z.array(z.strictObject({ code: z.string().max(20), amount: z.int().optional() })).optional(),
  either: z.union([z.literal('none'), z.int().max(5)]),
});
const type: InteractionType = {
  ...{ id: 'fixture.call', title: 'Call', channel: 'fixture', direction: 'in', graphql: Interaction, details },
  samples: [
    {
      ...{ id: '0189f7ea-ae2c-7000-8000-000000000000', at: '2026-01-01T00:00:00Z', address: null, kind: 'call' },
      ...{ minutes: 3, pages: 1, words: ['ab'], either: 'none' },
    },
  ],
};

describe('details made from a schema', () => {
  const drawn = fc.sample(validDetails(type), { seed, numRuns: 300 });

  it('are accepted by it, and are not the samples alone', () => {
    expect(drawn.every((each) => details.safeParse(each).success)).toBe(true);
    const different = (read: (given: (typeof drawn)[number]) => unknown) => new Set(drawn.map(read)).size;
    expect(different(({ minutes }) => minutes)).toBeGreaterThan(50);
    expect(different(({ either }) => typeof either)).toBe(2);
    expect(drawn.some(({ parts }) => Array.isArray(parts) && parts.length > 1)).toBe(true);
  });

  it('are as large as the schema and the intake let them be', () => {
    const largest = largestDetails(type);
    expect(details.safeParse(largest)).toMatchObject({ success: true });
    expect(largest.words).toHaveLength(60);
    expect((largest.parts as readonly unknown[]).length).toBeGreaterThan(100);
    expect(JSON.stringify(largest).length).toBeLessThan(100_000);
  });

  it('are the longest sample where the schema asks for more than can be told', () => {
    const picky = z.strictObject({ code: z.string().refine((code) => code.startsWith('A-')) });
    const samples = [{ code: 'A-1' }, { code: 'A-100' }];
    expect(largestDetails({ ...type, details: picky, samples })).toEqual({ code: 'A-100' });
    const codes = fc.sample(validDetails({ ...type, details: picky, samples }), { seed, numRuns: 20 });
    expect(codes.every(({ code }) => String(code).startsWith('A-'))).toBe(true);
  });

  it('may be those of another version, with keys that are missing or hold something else', () => {
    const foreign = fc.sample(foreignDetails(type), { seed, numRuns: 200 });
    expect(foreign.filter((each) => !details.safeParse(each).success).length).toBeGreaterThan(150);
    expect(foreign.some((each) => !('kind' in each))).toBe(true);
    expect(foreign.some(({ words }) => words !== undefined && !Array.isArray(words))).toBe(true);
  });
});
