import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { relayTo, type TcpRelay } from '../../test/helpers/tcp-relay';
import { createTestDatabase } from '../testing';
import { connectDatabase } from './connect';
import type { Database } from './database';

jest.setTimeout(60_000);

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
let relay: TcpRelay;
let database: Database;
const changes = new EventEmitter();

beforeAll(async () => {
  stored = await createTestDatabase();
  const url = new URL(stored.url);
  relay = await relayTo(Number(url.port));
  url.port = String(relay.port);
  database = await connectDatabase({
    url: url.href,
    poolSize: 2,
    // So long that only the pulse can have noticed.
    statementTimeout: 600_000,
    onFault: () => undefined,
    pulse: { interval: 50, onChange: ({ answers }) => changes.emit(answers ? 'rose' : 'fell') },
  });
});
afterAll(async () => {
  relay.thaw();
  await database.close();
  await relay.close();
  await stored.drop();
});

const ask = () => database.reader().query({ text: 'select 1 as one' });
const unavailable = { code: 'UNAVAILABLE' };

describe('a database that freezes', () => {
  it('is noticed by whoever waits for it, refuses whoever comes, and heals by itself', async () => {
    expect(await ask()).toEqual([{ one: 1 }]);
    let begun: () => void = () => undefined;
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const transaction = database.transaction(async (writer) => {
      await writer.query({ text: 'select 1' });
      begun();
      await writer.query({ text: 'select pg_sleep(600)' });
    });
    const told = expect(transaction).rejects.toMatchObject(unavailable);
    await isBegun;
    const fell = once(changes, 'fell');
    relay.freeze();
    // Two connections are all there are: the others wait for one, and must not begin when there is one again.
    const waiting = [ask(), ask(), ask()].map((answer) => expect(answer).rejects.toMatchObject(unavailable));
    let late = 0;
    const begins = [1, 2].map(() =>
      expect(
        database.transaction(async () => {
          late += 1;
        }),
      ).rejects.toMatchObject(unavailable),
    );
    await Promise.all([fell, told, ...waiting, ...begins]);
    expect(database.state().answers).toBe(false);
    await expect(ask()).rejects.toMatchObject(unavailable);
    await expect(database.transaction((writer) => writer.query({ text: 'select 1' }))).rejects.toMatchObject(
      unavailable,
    );
    // A plugin's reader takes a connection of its own, which nobody would answer.
    const connect = jest.spyOn(database.pool, 'connect');
    const read = database.reader().as?.('rep').query({ text: 'select 1' });
    await expect(read).rejects.toMatchObject(unavailable);
    expect(connect).not.toHaveBeenCalled();
    connect.mockRestore();
    const rose = once(changes, 'rose');
    relay.thaw();
    await rose;
    expect(await ask()).toEqual([{ one: 1 }]);
    expect(await database.transaction((writer) => writer.query({ text: 'select 2 as two' }))).toEqual([{ two: 2 }]);
    expect([database.state().answers, late]).toEqual([true, 0]);
  });
});

describe('a database whose connections are cut', () => {
  it('is not taken for gone while a new connection is answered', async () => {
    let falls = 0;
    changes.on('fell', () => {
      falls += 1;
    });
    for (let round = 0; round < 3; round += 1) {
      relay.cut();
      await ask().catch((error: unknown) => expect(error).toMatchObject(unavailable));
      // A cut for each of its two questions would be what it has to take for gone.
      await pause(500);
    }
    expect(await ask()).toEqual([{ one: 1 }]);
    expect(falls).toBe(0);
  });
});
