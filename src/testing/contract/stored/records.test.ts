import { type IntakeRecord, Interaction, type InteractionType, z } from '../../../sdk';
import { copyAbout } from './copies';
import { markedDetails } from './marked';
import { referenceRecords } from './reference-records';

const interaction = (key: string, more: object = {}): IntakeRecord =>
  ({
    ...{
      kind: 'interaction',
      source: 's',
      sourceKey: key,
      type: 'fixture.call',
      occurredAt: '2026-01-01',
      details: {},
    },
    ...{ customer: [{ system: 'crm', value: 'ana' }], ...more },
  }) as IntakeRecord;

describe('what the records of a door refer to', () => {
  it('is made before them: one customer for all keys that records use for one, and each code once', () => {
    const records = referenceRecords([
      interaction('1', { brand: 'B', actor: 'A' }),
      interaction('2', { brand: 'B', content: 'C', customer: [{ system: 'npi', value: '1' }] }),
      {
        ...{ kind: 'identifier', source: 's', sourceKey: '3', customer: [{ system: 'npi', value: '1' }] },
        add: [{ system: 'crm', value: 'ana' }],
      },
    ]);
    expect(records.map(({ kind, sourceKey }) => [kind, sourceKey])).toEqual([
      ...[
        ['brand', 'B'],
        ['teamMember', 'A'],
        ['content', 'C'],
      ],
      ['customer', 'npi:1 crm:ana'],
    ]);
  });

  it('may be told of another customer, under other keys, with its parts', () => {
    const record = interaction('1', { parts: [{ kind: 'need', sourceKey: '1/q' }] });
    expect(copyAbout(record as never, 'c-7', 2)).toMatchObject({
      sourceKey: '1 c-7 2',
      customer: [{ system: 'contract', value: 'c-7' }],
      parts: [{ kind: 'need', sourceKey: '1/q c-7 2' }],
    });
  });
});

describe('marked details', () => {
  it('hold the marker in every text whose form allows it', () => {
    const details = z.strictObject({
      text: z.string(),
      kind: z.enum(['call']),
      link: z.url(),
      parts: z.array(z.strictObject({ mail: z.email(), pages: z.int() })),
    });
    const type: Pick<InteractionType, 'details' | 'graphql'> = { details, graphql: Interaction };
    const sample = {
      text: 'a',
      kind: 'call',
      link: 'https://example.org/',
      parts: [{ mail: 'a@example.org', pages: 2 }],
    };
    expect(markedDetails(type, sample, 'mark7')).toEqual({
      ...{ text: 'mark7', kind: 'call', link: 'https://mark7.example.org/' },
      parts: [{ mail: 'mark7@example.org', pages: 2 }],
    });
  });
});
