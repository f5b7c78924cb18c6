import { setTimeout as pause } from 'node:timers/promises';
import { type TestDatabase, testDatabase } from '../testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const notify = (channel: string, payload: string) =>
  database.transaction((writer) => writer.query({ text: 'select pg_notify($1, $2)', values: [channel, payload] }));

async function until(condition: () => boolean): Promise<void> {
  for (let round = 0; round < 200 && !condition(); round += 1) await pause(25);
  expect(condition()).toBe(true);
}

describe('a listener', () => {
  it('gets every message of its channel and of no other', async () => {
    const heard: string[] = [];
    const stop = await database.listen('news', (payload) => heard.push(payload));
    const stopOther = await database.listen('Other "news"', (payload) => heard.push(`other ${payload}`));
    await notify('news', 'one');
    await notify('elsewhere', 'unheard');
    await notify('Other "news"', 'two');
    await until(() => heard.length === 2);
    expect(heard).toEqual(['one', 'other two']);
    await stop();
    await stopOther();
  });

  it('hears nothing more after it stopped, while others on the channel do', async () => {
    const [one, other]: [string[], string[]] = [[], []];
    const stop = await database.listen('news', (payload) => one.push(payload));
    const stopOther = await database.listen('news', (payload) => other.push(payload));
    await stop();
    await notify('news', 'late');
    await until(() => other.length === 1);
    expect(one).toEqual([]);
    await stopOther();
  });

  it('does not hear a message whose transaction was rolled back', async () => {
    const heard: string[] = [];
    const stop = await database.listen('news', (payload) => heard.push(payload));
    await database
      .transaction(async (writer) => {
        await writer.query({ text: `select pg_notify('news', 'never')` });
        throw new Error('back');
      })
      .catch((error: unknown) => error);
    await notify('news', 'after');
    await until(() => heard.length > 0);
    expect(heard).toEqual(['after']);
    await stop();
  });

  it('is not disturbed by a handler that throws', async () => {
    const heard: string[] = [];
    const stopBad = await database.listen('news', () => {
      throw new Error('bad handler');
    });
    const stop = await database.listen('news', (payload) => heard.push(payload));
    await notify('news', 'still');
    await until(() => heard.length === 1);
    await stop();
    await stopBad();
  });

  it('connects again by itself when its connection is lost', async () => {
    const heard: string[] = [];
    const stop = await database.listen('news', (payload) => heard.push(payload));
    await database.reader().query({
      text: `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`,
    });
    for (let round = 0; round < 100 && heard.length === 0; round += 1) {
      await notify('news', 'back');
      await pause(50);
    }
    expect(heard[0]).toBe('back');
    await stop();
  });
});
