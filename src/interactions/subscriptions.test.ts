import type { ExecutionResult } from 'graphql';
import { type DomainApi, openDomain } from '../../test/helpers/domain-api';
import { connectDatabase } from '../db/connect';
import type { BatchNews } from './outbox.store';
import { createOutboxFeed } from './outbox-feed';

describe('news', () => {
  let api: DomainApi;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    api = await openDomain();
    for (const name of ['ana', 'ben']) {
      const { data } = await api.ask(
        `mutation ($name: String!) { upsertCustomer(input: { source: "s", sourceKey: $name, kind: PROFESSIONAL,
          identifiers: [{ system: "crm", value: $name }], name: { family: $name } }) { customer { id } } }`,
        { name },
      );
      ids[name] = data.upsertCustomer.customer.id;
    }
  });
  afterAll(() => api.close());

  let key = 0;
  const call = async (name: string, type = 'call.held') => {
    key += 1;
    const details = type === 'call.held' ? { minutes: 15 } : {};
    const item = {
      sourceKey: `k${key}`,
      type,
      customer: { id: ids[name] },
      occurredAt: '2026-11-01T10:00:00Z',
      details,
    };
    const { data, errors } = await api.ask(
      `mutation ($item: InteractionInput!) { recordInteractions(input: { source: "calls", items: [$item] }) { recorded } }`,
      { item },
    );
    expect(errors).toEqual([]);
    expect(data.recordInteractions.recorded).toBe(1);
  };
  const next = async (news: AsyncIterator<ExecutionResult>) => (await news.next()).value;

  it('of recorded contacts reach those who follow them, read as every other answer is', async () => {
    const all = await api.follow(
      'subscription { interactionRecorded { interaction { type channel ... on CallHeld { minutes } } customer { id } } }',
    );
    const ofBen = await api.follow(
      'subscription ($id: ID) { interactionRecorded(customerId: $id, channels: ["call"]) { customer { id } } }',
      { id: ids.ben },
    );
    const left = await api.follow(
      'subscription { interactionRecorded(types: ["call.left"]) { interaction { type } } }',
    );

    await call('ana');
    await call('ben', 'call.left');

    expect(await next(all)).toEqual({
      data: {
        interactionRecorded: {
          interaction: { type: 'call.held', channel: 'call', minutes: 15 },
          customer: { id: ids.ana },
        },
      },
    });
    expect(await next(all)).toMatchObject({ data: { interactionRecorded: { customer: { id: ids.ben } } } });
    expect(await next(ofBen)).toMatchObject({ data: { interactionRecorded: { customer: { id: ids.ben } } } });
    expect(await next(left)).toMatchObject({ data: { interactionRecorded: { interaction: { type: 'call.left' } } } });
    await Promise.all([all.return?.(), ofBen.return?.(), left.return?.()]);
    expect(await all.next()).toEqual({ done: true, value: undefined });
  });

  it('of changed values show the value of each moment, not the first one again', async () => {
    const news = await api.follow(
      'subscription ($id: ID!) { relationshipValueChanged(customerId: $id) { customer { relationshipValue { value } } } }',
      { id: ids.ana },
    );

    await call('ana');
    const first = await next(news);
    await call('ana');
    const second = await next(news);
    await news.return?.();

    const value = (result: ExecutionResult) =>
      (result.data as never as { relationshipValueChanged: { customer: { relationshipValue: { value: number } } } })
        .relationshipValueChanged.customer.relationshipValue.value;
    expect(value(first)).toBeGreaterThan(0);
    expect(value(second)).toBeGreaterThan(value(first));
  });

  it('are refused for an id of another kind', async () => {
    await expect(
      api.follow('subscription { relationshipValueChanged(customerId: "nonsense") { customer { id } } }'),
    ).rejects.toThrow('not an id of this API');
  });

  describe('of other instances', () => {
    const instance = () =>
      connectDatabase({ url: api.database.url, poolSize: 2, statementTimeout: 5_000, onFault: () => undefined });
    const arrived = async (news: readonly BatchNews[], count: number) => {
      for (let waited = 0; news.length < count && waited < 5_000; waited += 20) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return news.flatMap(({ interactions }) => interactions.map(([, , type]) => type));
    };

    it('arrive through the database', async () => {
      const other = await instance();
      const feed = createOutboxFeed({ database: other, onFault: fail });
      const news: BatchNews[] = [];
      const stop = await feed.subscribe((each) => news.push(each));

      await call('ana');

      expect(await arrived(news, 1)).toEqual(['call.held']);
      stop();
      await feed.close();
      await other.close();
    });

    it('are caught up with when the notification was lost, each once', async () => {
      const other = await instance();
      const deaf = { reader: () => other.reader(), listen: async () => async () => undefined };
      const feed = createOutboxFeed({ database: deaf, onFault: fail, sweepEvery: 20 });
      const news: BatchNews[] = [];
      await feed.subscribe((each) => news.push(each));

      await call('ana');
      await call('ben', 'call.left');

      expect(await arrived(news, 2)).toEqual(['call.held', 'call.left']);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(news).toHaveLength(2);
      await feed.close();
      await other.close();
    });
  });
});

function fail(error: unknown): never {
  throw error;
}
