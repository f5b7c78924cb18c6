import { type DomainApi, openDomain } from '../../test/helpers/domain-api';

describe('needs', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
    await api.ask(`mutation { upsertCustomer(input: { source: "s", sourceKey: "ana", kind: PROFESSIONAL,
      identifiers: [{ system: "crm", value: "ana" }], name: { family: "Ana" } }) { status } }`);
  });
  afterAll(() => api.close());

  const raise = async (sourceKey: string, more: object = {}) => {
    const { data, errors } = await api.ask(
      `mutation ($input: RaiseNeedInput!) { raiseNeed(input: $input) {
        status problem { code } need { id kind topic raisedAt answeredAt result } } }`,
      {
        input: {
          source: 's',
          sourceKey,
          customer: { identifiers: [{ system: 'crm', value: 'ana' }] },
          kind: 'REQUEST',
          topic: 'dosing',
          raisedAt: '2026-11-01T09:00:00Z',
          ...more,
        },
      },
    );
    expect(errors).toEqual([]);
    return data.raiseNeed;
  };
  const answer = (input: object) =>
    api.ask(
      `mutation ($input: AnswerNeedInput!) { answerNeed(input: $input) {
        outcome need { answeredAt answer result } } }`,
      { input },
    );

  it('are raised once, and wait in the customer’s list', async () => {
    const raised = await raise('n1');
    const repeated = await raise('n1');
    const waiting = await raise('n2', { customer: { identifiers: [{ system: 'crm', value: 'nobody' }] } });
    const { data } = await api.ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      open: needs(open: true) { nodes { topic kind } } needs: needs(kinds: [NEED]) { totalCount } } }`);

    expect(raised).toMatchObject({ status: 'ACCEPTED', need: { kind: 'REQUEST', topic: 'dosing', answeredAt: null } });
    expect(repeated).toMatchObject({ status: 'REPEATED', need: { id: raised.need.id } });
    expect(waiting).toMatchObject({ status: 'WAITING', need: null, problem: { code: 'CUSTOMER_UNKNOWN' } });
    expect(data.customerByIdentifier).toEqual({
      open: { nodes: [{ topic: 'dosing', kind: 'REQUEST' }] },
      needs: { totalCount: 0 },
    });
  });

  it('are answered once', async () => {
    const { need } = await raise('n3');
    const given = { id: need.id, result: 'PARTLY_MET', answer: 'See leaflet.', answeredAt: '2026-11-02T10:00:00Z' };

    const first = await answer(given);
    const again = await answer(given);
    const other = await answer({ ...given, result: 'MET' });

    const stored = { answeredAt: '2026-11-02T10:00:00.000Z', answer: 'See leaflet.', result: 'PARTLY_MET' };
    expect(first.data.answerNeed).toEqual({ outcome: 'ANSWERED', need: stored });
    expect(again.data.answerNeed).toEqual({ outcome: 'REPEATED', need: stored });
    expect(other.data.answerNeed).toEqual({ outcome: 'ALREADY_ANSWERED', need: stored });
  });

  it.each(['MET', 'NOT_MET'])('show how far they were met: %s', async (result) => {
    const { need } = await raise(`result ${result}`, { kind: 'NEED' });

    const { data } = await answer({ id: need.id, result });

    expect(data.answerNeed).toMatchObject({
      outcome: 'ANSWERED',
      need: { result, answeredAt: '2026-11-21T12:00:00.000Z' },
    });
  });

  it('cannot be answered before they were raised, nor in the future', async () => {
    const { need } = await raise('n4');

    const early = await answer({ id: need.id, result: 'MET', answeredAt: '2026-10-31T00:00:00Z' });
    const late = await answer({ id: need.id, result: 'MET', answeredAt: '2027-01-01T00:00:00Z' });

    for (const { errors } of [early, late]) {
      expect(errors).toEqual([expect.objectContaining({ code: 'BAD_INPUT', path: 'answerNeed' })]);
    }
  });

  it('that nobody raised cannot be answered', async () => {
    const { need } = await raise('n5');
    const unknown = Buffer.from(need.id, 'base64url')
      .toString()
      .replace(/[0-9a-f]{12}$/, '0'.repeat(12));

    const { errors } = await answer({ id: Buffer.from(unknown).toString('base64url'), result: 'MET' });

    expect(errors).toEqual([expect.objectContaining({ code: 'NOT_FOUND' })]);
  });
});
