import { join } from 'node:path';
import type { InteractionEvent, ReadContext } from '../../sdk';
import { platformDirectory } from '../../shared/platform';
import type { PluginWorker } from './plugin-worker';
import { threadWorker } from './thread-worker';

jest.setTimeout(60_000);

const use = join(platformDirectory, 'dist/test/fixtures/plugins/hostile');
const places = { workingDirectory: platformDirectory, platformDirectory };
const context = { modelVersion: 'm', params: {} };
const event = (mode: string): InteractionEvent => ({
  ...{ id: mode, source: 's', sourceKey: mode, type: 'hostile.touch', channel: 'hostile', direction: 'in', count: 1 },
  details: { mode },
});
const unlimited = new AbortController().signal;

let worker: PluginWorker;
const heard: string[] = [];
beforeAll(() => {
  worker = threadWorker({ configuration: { use }, places, memory: 32, say: (text) => void heard.push(text) });
});
afterAll(() => worker.close());

describe('the thread of a plugin', () => {
  it('answers events in their order, and says of which of them the hook fails', async () => {
    expect(await worker.score([event('fine'), event('throw'), event('fine')], context, unlimited)).toEqual([
      { contributions: [{ signal: 'hostile.touched', amount: 1 }] },
      { failed: 'the password is swordfish' },
      { contributions: [{ signal: 'hostile.touched', amount: 1 }] },
    ]);
  });

  it('calls batch functions of fields', async () => {
    await worker.started();
    expect([worker.loads('Customer.hostileFine'), worker.loads('Customer.displayName')]).toEqual([true, false]);
    const call = { coordinate: 'Customer.hostileFine', keys: [1, 2], args: {} };
    const given = {
      principal: { subject: 's', name: 's', roles: ['admin'] },
      now: new Date(),
    } as unknown as ReadContext;
    expect(await worker.load({ ...call, context: given }, unlimited)).toEqual(['fine', 'fine']);
  });

  it('is told that an answer is too large where it is made, so that nothing of it comes over, and goes on', async () => {
    const call = { keys: [1], args: {} };
    const given = { principal: { subject: 's', name: 's', roles: [] }, now: new Date() } as unknown as ReadContext;
    const load = (coordinate: string) => worker.load({ ...call, coordinate, context: given }, unlimited);
    const calls = [load('Customer.hostileFloods'), load('Customer.hostileFine')];
    await expect(calls[0]).rejects.toMatchObject({
      name: 'Flood',
      message: 'Customer.hostileFloods answers more than 4 MB at once',
    });
    // Of the same thread: the call beside it was not lost.
    expect(await calls[1]).toEqual(['fine']);
    expect(await worker.score([event('talk'), event('fine')], context, unlimited)).toEqual([
      { failed: 'the hook says too much of one event' },
      { contributions: [{ signal: 'hostile.touched', amount: 1 }] },
    ]);
  });

  it('may print without end: what is heard of it is bounded, and the calls go on', async () => {
    for (let time = 0; time < 3; time += 1)
      expect(await worker.score([event('print')], context, unlimited)).toHaveLength(1);
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard.join('')).toMatch(/^(and more ?)+/);
    expect(heard.join('').length).toBeLessThanOrEqual(16_000);
  });

  it('ends when it eats too much memory, with every call under way, and is there again for the next', async () => {
    const calls = [
      worker.score([event('memory')], context, unlimited),
      worker.score([event('fine')], context, unlimited),
    ];
    for (const call of calls) await expect(call).rejects.toThrow(/thread of the plugin ended.*memory/);
    expect(await worker.score([event('fine')], context, unlimited)).toHaveLength(1);
  });

  it('ends when a call is given up, even in the middle of a loop', async () => {
    const limit = new AbortController();
    const call = worker.score([event('loop')], context, limit.signal);
    setImmediate(() => limit.abort());
    await expect(call).rejects.toThrow('a call took too long');
    expect(await worker.score([event('fine')], context, unlimited)).toHaveLength(1);
  });

  it('says why it cannot be started', async () => {
    const nowhere = threadWorker({ configuration: { use: './nowhere' }, places, memory: 32 });
    await expect(nowhere.started()).rejects.toThrow('"./nowhere" is neither a package');
  });

  it('is not given the secrets of the platform', async () => {
    const told = threadWorker({
      configuration: { use: join(platformDirectory, 'dist/test/fixtures/plugins/curious') },
      places,
      memory: 32,
    });
    process.env.RAPPORT_PRIVACY_KEY = 'a secret';
    try {
      const call = { coordinate: 'Customer.curious', keys: [1], args: {} };
      const given = { principal: { subject: 's', name: 's', roles: [] }, now: new Date() } as unknown as ReadContext;
      expect(await told.load({ ...call, context: given }, unlimited)).toEqual(['undefined']);
    } finally {
      delete process.env.RAPPORT_PRIVACY_KEY;
      await told.close();
    }
  });
});
