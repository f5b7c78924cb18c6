import fc from 'fast-check';
import { z } from '../../sdk';
import { inKeyOrder } from './canonical';
import { inShapeOrder, plainInteraction } from './plain-interaction';
import { recordSchemas } from './record-schemas';

const details = z.object({
  topic: z.string().trim().min(1).optional(),
  minutes: z.number().default(15),
  brands: z.array(z.strictObject({ code: z.string().trim(), again: z.boolean().optional() })).optional(),
});
const even = z.object({ b: z.number(), a: z.number() }).refine(({ a, b }) => a <= b);
const declared = {
  'call.held': { details, direction: 'mutual' },
  'call.closed': { details, direction: 'in', channelPermission: 'close' },
  'call.ranged': { details: even, direction: 'out' },
} as const;
const types = new Map(
  Object.entries(declared).map(([id, type]) => [id, { ...type, orderedDetails: inShapeOrder(type.details) }]),
);

/** What the schemas make of a record; undefined when they refuse it. */
function bySchema(given: unknown): object | undefined {
  const outline = recordSchemas.interaction.safeParse(given);
  if (!outline.success) return undefined;
  const { type, ...record } = outline.data;
  const known = Object.hasOwn(declared, type) ? declared[type as keyof typeof declared] : undefined;
  const read = known?.details.strict().safeParse(record.details);
  if (known === undefined || read?.success !== true) return undefined;
  const {
    direction = known.direction,
    channelPermission = 'channelPermission' in known ? known.channelPermission : undefined,
  } = record;
  return inKeyOrder({ ...record, type, direction, channelPermission, details: read.data });
}

const oddText = fc.constantFrom(
  'a',
  'é',
  ' a',
  'a\t',
  '',
  ' ',
  '\u00a0',
  'x'.repeat(101),
  'x'.repeat(401),
  7,
  null,
  undefined,
);
const text = fc.oneof({ weight: 30, arbitrary: fc.constantFrom('a', 'b-1') }, { weight: 1, arbitrary: oddText });
const time = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .date({ min: new Date('1890-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString()),
  },
  fc.constantFrom('2026-02-30T10:00:00.000Z', '2026-03-10', '2026-03-10T24:00:00.000Z', '2026-03-10T09:30:00Z', 3, ''),
);
const key = fc.oneof(
  { weight: 19, arbitrary: fc.record({ system: text, value: text }) },
  fc.constant({ system: 'crm', value: '1', more: 1 }),
);
const brand = fc.record({ code: text, again: fc.boolean() }, { requiredKeys: ['code'] });
const numbers = fc.record({ b: fc.nat(3), a: fc.nat(3) });
const talk = fc.record(
  { topic: text, minutes: fc.constantFrom(1, 2.5, 15, 'ten'), brands: fc.array(brand, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const said = fc.oneof(numbers, talk);
const rarely = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, value);

const record = fc
  .record(
    {
      kind: fc.constant('interaction'),
      type: fc.constantFrom(...Object.keys(declared), 'call.dreamt', 'toString'),
      source: text,
      sourceKey: text,
      customer: fc.oneof({ weight: 9, arbitrary: fc.array(key, { minLength: 1, maxLength: 2 }) }, fc.constant([])),
      occurredAt: time,
      brand: text,
      actor: text,
      content: text,
      count: fc.constantFrom(1, 3, 0, 1.5, 1_000_001),
      direction: fc.constantFrom('in', 'out', 'mutual', 'up', undefined),
      channelPermission: rarely(fc.constantFrom('open', 'shut')),
      details: fc.oneof({ weight: 9, arbitrary: said }, fc.constantFrom(null, [])),
      ledger: rarely(fc.constant([])),
      parts: rarely(fc.constant([])),
      mood: rarely(fc.constant('good')),
    },
    { requiredKeys: ['kind', 'type', 'source', 'sourceKey', 'customer', 'occurredAt', 'details'] },
  )
  .map((given) =>
    Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== undefined || name === 'brand')),
  );

describe('an interaction that is written the way it is stored', () => {
  it('is read without its schemas as by them, with its keys in the same order', () => {
    let taken = 0;
    fc.assert(
      fc.property(record, (given) => {
        const plain = plainInteraction(given, types);
        if (plain === null) return;
        taken += 1;
        expect(JSON.stringify(plain)).toBe(JSON.stringify(bySchema(given)));
      }),
      { numRuns: 3_000 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  it('is taken as it stands, and any other is left to the schemas', () => {
    const plain = {
      kind: 'interaction',
      source: 's',
      sourceKey: 'k',
      type: 'call.held',
      customer: [{ system: 'crm', value: '1' }],
      occurredAt: '2026-03-10T09:30:00.000Z',
      details: { topic: 'x' },
    };
    expect(plainInteraction(plain, types)).toEqual({
      ...plain,
      count: 1,
      direction: 'mutual',
      details: { minutes: 15, topic: 'x' },
    });
    const others = [
      { sourceKey: ' k' },
      { occurredAt: '2026-03-10' },
      { ledger: [] },
      { details: { mood: 1 } },
      { type: 'x' },
    ];
    expect(others.map((other) => plainInteraction({ ...plain, ...other }, types))).toEqual(others.map(() => null));
  });
});
