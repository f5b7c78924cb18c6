import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { defaultDeclarations, vectorNow } from '../../../test/helpers/value-vectors';
import { assess } from '../assessment';
import { dayMs } from '../epoch';
import { countedRows, type LoggedContribution, wholeEvidence } from '../log-evidence';
import { defaultModel } from '../model/default-model';
import { numberedHashes } from './short-hash';
import { weightedIndex } from './weighted-index';
import { uniformOf } from './weights';

const model = defaultModel(defaultDeclarations);
/** Without daily caps, so that an event counted twice is the same as two events. */
const uncapped = {
  ...model,
  signals: Object.fromEntries(
    Object.entries(model.signals).map(([id, { dailyCap: _, ...signal }]) => [id, signal]),
  ) as typeof model.signals,
};

const entry = fc.record({
  signal: fc.constantFrom(...Object.keys(model.signals)),
  age: fc.integer({ min: 0, max: 500 }),
  amount: fc.integer({ min: 1, max: 3 }),
  actorId: fc.integer({ min: 0, max: 2 }),
  count: fc.integer({ min: 0, max: 3 }),
});
const served = fc.record({
  ageDays: fc.integer({ min: 0, max: 300 }),
  latencyDays: fc.option(fc.integer({ min: 0, max: 20 })),
  met: fc.constantFrom(0, 0.5, 1),
  amountMinor: fc.integer({ min: -100_000, max: 100_000 }),
  count: fc.integer({ min: 0, max: 3 }),
});

describe('the index of weighted evidence', () => {
  it('is that of evidence which holds every item as often as it counts', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.array(served, { maxLength: 5 }), (entries, cases) => {
        const rows = entries.map(
          ({ signal, age, amount, actorId }, index): LoggedContribution => ({
            ...{ eventId: `e${index}`, ordinal: 0, signal, amount, actorId, brandId: 0, mass: 1 },
            ...{ occurredAt: vectorNow - age * dayMs, recordedAt: vectorNow },
          }),
        );
        const shown = { plugin: 'rep', label: 'Case' };
        const records = (copies: (index: number) => readonly string[]) => ({
          requests: cases.flatMap((own, index) => copies(index).map((copy) => ({ ...shown, ...own, id: `q${copy}` }))),
          needs: cases.flatMap((own, index) => copies(index).map((copy) => ({ ...shown, ...own, id: `n${copy}` }))),
          money: cases.flatMap(({ amountMinor }, index) =>
            copies(index).map((copy) => ({
              ...shown,
              ...{ id: `m${copy}`, basis: 'recorded' as const, amountMinor, evidence: null },
            })),
          ),
        });
        const evidence = { ...wholeEvidence(rows, uncapped, vectorNow), ...records((index) => [`${index}`]) };
        const assessed = { evidence, assessment: assess(evidence, uncapped), model: uncapped };
        const index = weightedIndex(assessed, countedRows(rows, uncapped), vectorNow);
        const countOf = (id: string) => (id.startsWith('e') ? entries : cases)[Number(id.slice(1))]?.count ?? 1;
        const copiesOf = (id: number, count: number) => Array.from({ length: count }, (_, copy) => `${id}-${copy}`);
        const repeated = rows.flatMap((row, place) =>
          copiesOf(place, entries[place]?.count ?? 0).map((copy) => ({ ...row, eventId: `e${copy}` })),
        );
        const expected = assess(
          {
            ...wholeEvidence(repeated, uncapped, vectorNow),
            ...records((place) => copiesOf(place, cases[place]?.count ?? 0)),
          },
          uncapped,
        );
        expect(index.value(Uint8Array.from(index.items, countOf))).toBeCloseTo(expected.rvi, 6);
        expect(index.value(new Uint8Array(index.items.length).fill(1))).toBeCloseTo(assessed.assessment.rvi, 6);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hashes of numbered texts', () => {
  it('are the beginnings of SHA-256, however long the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 70 }), fc.nat(999), (prefix, number) => {
        const digest = createHash('sha256').update(`${prefix}${number}`, 'utf8').digest();
        const share = Number(digest.readBigUInt64BE() >> 11n) / 2 ** 53;
        const hashes = numberedHashes(prefix);
        expect(hashes.shareOf(number + 1)).not.toBe(share);
        expect(hashes.shareOf(number)).toBe(share);
      }),
    );
    expect(uniformOf('holdout|2026Q4|C-000123')).toBeCloseTo(0.314338557819, 12);
  });
});
