import { call, customer, items, mutationDoor } from '../../../test/helpers/intake-fixture';
import { eventOf, scoringRegistry, seed, testModel } from '../../../test/helpers/scoring-fixture';
import { openValueApi, type ValueApi } from '../../../test/helpers/value-api';
import { type TestDatabase, testDatabase } from '../../testing';
import { createScoring } from '../create-scoring';
import { readMonthlyPoints } from './self-reports.store';

describe('self-reports beside what is verified', () => {
  let database: TestDatabase;
  const asked = testModel.document.signals['rep.question_asked'];
  if (asked === undefined) throw new Error('no such signal');
  const signals = { ...testModel.document.signals, 'rep.question_asked': { ...asked, verified: false } };
  const scoring = createScoring(scoringRegistry(), testModel);
  const january = { from: '2026-01-01', until: '2026-02-01' };
  const at = (day: string) => Date.parse(day);

  beforeAll(async () => {
    database = await testDatabase();
    await database.transaction(async (writer) => {
      await seed(writer, ['professional', 'professional', 'consumer']);
      const [rep, other] = [{ actorId: 1 }, { actorId: 2 }];
      const events = [
        { id: 'q1', type: 'rep.question_asked', customerId: 1, at: at('2026-01-01T00:00:00Z'), ...rep },
        { id: 'q2', type: 'rep.question_asked', customerId: 1, at: at('2026-01-31T23:59:59Z'), ...rep },
        { id: 'late', type: 'rep.question_asked', customerId: 1, at: at('2026-02-01T00:00:00Z'), ...rep },
        { id: 'q3', type: 'rep.question_asked', customerId: 3, at: at('2026-01-05T00:00:00Z'), ...rep },
        { id: 'declined', type: 'rep.visit_declined', customerId: 1, at: at('2026-01-06T00:00:00Z'), ...rep },
        { id: 'd1', type: 'web.download', customerId: 1, at: at('2026-01-07T00:00:00Z') },
        { id: 'd2', type: 'web.download', customerId: 2, at: at('2026-01-07T00:00:00Z') },
        { id: 'v1', type: 'rep.visit_held', customerId: 2, at: at('2026-01-08T00:00:00Z'), amount: 1, ...other },
      ];
      await scoring.record(
        writer,
        events.map((event) => scoring.score(eventOf(event))),
      );
    });
  });
  afterAll(() => database.close());
  const january2026 = () => readMonthlyPoints(database.reader(), { signals }, january);

  it('are summed by team member and month, at half weight, with what their customers did by themselves', async () => {
    const row = { month: '2026-01-01', plugins: ['tests'] };
    expect(await january2026()).toEqual([
      { ...row, teamMemberId: 1, selfReportedPoints: 15, selfReportedEvents: 2, verifiedPoints: 5 },
      { ...row, teamMemberId: 2, selfReportedPoints: 0, selfReportedEvents: 0, verifiedPoints: 15, plugins: [] },
    ]);
  });

  it('lose what is taken back', async () => {
    await database.transaction((writer) =>
      scoring.retract(
        writer,
        [{ customerId: 1, eventId: eventOf({ id: 'q2', type: 'x', customerId: 1, at: 0 }).event.id }],
        new Date(),
      ),
    );
    expect((await january2026())[0]).toMatchObject({ selfReportedPoints: 7.5, selfReportedEvents: 1 });
  });
});

describe('Query.selfReports', () => {
  let api: ValueApi;
  beforeAll(async () => {
    api = await openValueApi();
    const member = {
      ...({ kind: 'teamMember', source: 'master', sourceKey: 'REP' } as const),
      ...{ code: 'REP', name: 'Rea Rep', role: 'representative' },
    };
    const visit = call('v1', 'Ada', { type: 'visit.held', occurredAt: '2026-10-03T10:00:00Z', actor: 'REP' });
    await api.ingest.take(items(member, customer('Ada'), { ...visit, details: { minutes: 15 } }), mutationDoor);
  });
  afterAll(() => api.close());

  it('answers whole months only, with who it was and what the figures rest on', async () => {
    const { data, errors } = await api.ask(`{ selfReports(months: 1) { month teamMember { code } selfReportedPoints
      selfReportedEvents plugins verifiedPoints share usualShare gap label } }`);
    expect(errors).toEqual([]);
    const figures = { selfReportedPoints: 0, selfReportedEvents: 0, plugins: [], verifiedPoints: 10 };
    const judged = { share: 0, usualShare: null, gap: 'UNCLEAR', label: 'RECORDED' };
    expect(data).toEqual({
      selfReports: [{ month: '2026-10-01', teamMember: { code: 'REP' }, ...figures, ...judged }],
    });
  });

  it('refuses a number of months that it does not answer', async () => {
    expect((await api.ask('{ selfReports(months: 25) { month } }')).errors).toEqual(['BAD_INPUT']);
  });
});
