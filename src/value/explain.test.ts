import { goldenLog } from '../../test/helpers/golden-customer';
import { daysBefore, defaultDeclarations, vectorNow } from '../../test/helpers/value-vectors';
import { assess } from './assessment';
import { changesBetween } from './change';
import { eventLines } from './event-lines';
import { explain, moreSendingLowers } from './explain';
import { linesBySignal } from './lines';
import { countedRows, wholeEvidence } from './log-evidence';
import { defaultModel } from './model/default-model';
import { reciprocity } from './reciprocity';
import { topicsOf } from './topics';

const model = defaultModel(defaultDeclarations);
const naming = { actor: (id: string) => id };

function told(log: typeof goldenLog, at = vectorNow) {
  const visible = log.filter(({ occurredAt }) => occurredAt <= at);
  const rows = countedRows(
    visible.map((entry) => ({ ...entry, brandId: 0, actorId: 0, mass: 1 as const })),
    model,
  );
  const evidence = wholeEvidence(rows, model, at);
  const assessed = { evidence, assessment: assess(evidence, model), model };
  return { assessed, topics: topicsOf(linesBySignal(assessed, naming), model), events: eventLines(assessed, rows, at) };
}

const sent = Array.from({ length: 60 }, (_, n) => ({
  eventId: `s${n}`,
  ordinal: 0,
  signal: 'email.sent',
  amount: 1,
  occurredAt: daysBefore(n),
  recordedAt: vectorNow,
}));
const lowers = /^More sending now lowers the score/;

describe('an explanation', () => {
  it('names at most the five strongest reasons for and against, with figures and evidence', () => {
    const explained = told(goldenLog);
    const sentences = explain(explained);
    const positive = sentences.filter(({ value }) => value > 0);
    expect(positive).toHaveLength(5);
    expect(positive.map(({ value }) => value)).toEqual(positive.map(({ value }) => value).toSorted((a, b) => b - a));
    expect(sentences.find(({ value }) => value < 0)).toMatchObject({ line: 'rep.visit_declined', events: ['e14'] });
    for (const { text } of sentences) expect(text).toMatch(/\d+\.\d/);
    const enquiry = sentences.find(({ line }) => line === 'web.enquiry');
    expect(enquiry?.text).toMatch(/^web\.enquiry \(1 contact\) adds \d+\.\d points; the index is \d+\.\d\.$/);
  });

  it('is made of topics that add up to the index', () => {
    const { topics, assessed } = told(goldenLog);
    expect(topics.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(assessed.assessment.rvi, 9);
  });

  it('says that more sending lowers the score when it does, and only then', () => {
    expect(explain(told(goldenLog)).some(({ text }) => lowers.test(text))).toBe(false);
    const warned = explain(told([...goldenLog, ...sent])).find(({ text }) => lowers.test(text));
    expect(warned).toMatchObject({ line: 'reciprocity outbound', events: ['s0', 's1', 's2'] });
    expect(explain(told(sent)).some(({ text }) => lowers.test(text))).toBe(false);
  });

  it.each([
    [10, 90],
    [10, 21],
    [10, 19],
    [30, 20],
    [0, 25],
  ])('tells rightly for %d units in and %d out', (into, out) => {
    const valueAt = (sending: number) => reciprocity(new Map([['in', into]]), new Map([['out', sending]]), 10);
    const one = valueAt(out);
    const isLowered = one.outbound.value < 0 || valueAt(out + 1e-6).value < one.value;
    expect(moreSendingLowers(into, out, one.outbound.value, 10)).toBe(isLowered);
  });
});

describe('what changed since an earlier day', () => {
  it('adds up to the difference of the index, and says why', () => {
    const [before, after] = [told(goldenLog, daysBefore(25)), told(goldenLog)];
    const contacts = new Map([
      ['web.enquiry', 1],
      ['email.sent', 1],
      ['email.opened', 1],
      ['rep.visit_declined', 1],
    ]);
    const changes = changesBetween(before, after, contacts);
    const total = changes.reduce((sum, { difference }) => sum + difference, 0);
    expect(total).toBeCloseTo(after.assessed.assessment.rvi - before.assessed.assessment.rvi, 9);
    expect(changes.find(({ id }) => id === 'web.enquiry')?.text).toMatch(
      /: \+\d+\.\d points, from 0\.0 to \d+\.\d; one new contact\.$/,
    );
    expect(changes.find(({ id }) => id === 'web.page_view')?.text).toMatch(/; nothing new, so it fades\.$/);
  });

  it('is nothing where nothing changed', () => {
    const same = told(goldenLog);
    expect(changesBetween(same, same, new Map())).toEqual([]);
  });
});
