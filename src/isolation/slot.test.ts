import { RapportError } from '../sdk/errors';
import { createIsolation, type IsolationOptions } from './isolation';
import { Flood } from './plugin-fault';
import type { Slot } from './slot';

const never = (): Promise<never> => new Promise(() => undefined);

function slotOf(options: IsolationOptions = {}): {
  readonly slot: Slot;
  readonly lines: object[];
  wait(by: number): void;
} {
  let time = 0;
  const lines: object[] = [];
  const isolation = createIsolation({
    ...options,
    now: () => time,
    log: { warn: (figures) => lines.push(figures) },
    breaker: { failures: 2, window: 4, firstPause: 1_000 },
    policies: { load: { timeLimit: 20, concurrency: 2, queue: 1, ...options.policies?.load } },
  });
  return {
    slot: isolation.slot('sms', 'load', 'Customer.sms'),
    lines,
    wait: (by) => {
      time += by;
    },
  };
}

describe('a slot of a plugin', () => {
  it('answers what the plugin answers', async () => {
    const { slot } = slotOf();
    expect(await slot.run(() => 7)).toBe(7);
    expect([slot.meter.calls, slot.meter.errors, slot.state]).toEqual([1, 0, 'closed']);
  });

  it('tells of a throw by a code and the plugin, and keeps what was thrown for the log', async () => {
    const { slot, lines } = slotOf();
    const thrown = new Error('the password is swordfish');
    await expect(
      slot.run(() => {
        throw thrown;
      }),
    ).rejects.toMatchObject({
      code: 'PLUGIN_FAILED',
      message: expect.not.stringContaining('swordfish'),
      details: { plugin: 'sms', retryable: false },
    });
    expect(lines).toEqual([expect.objectContaining({ plugin: 'sms', slot: 'load', failure: 'error', err: thrown })]);
  });

  it('gives up what never answers, tells it so by its signal, and counts it until it ends', async () => {
    const { slot } = slotOf();
    let signal: AbortSignal | undefined;
    const call = slot.run((given) => {
      signal = given.signal;
      return never();
    });
    await expect(call).rejects.toMatchObject({ code: 'PLUGIN_TIMEOUT', details: { retryable: true } });
    expect([signal?.aborted, slot.meter.failures.timeout, slot.meter.abandoned]).toEqual([true, 1, 1]);
  });

  it('leaves a plugin alone that keeps failing, tries it after a while, and takes it back', async () => {
    const { slot, wait } = slotOf();
    const fail = (): Promise<never> => Promise.reject(new Error('out of ink'));
    await Promise.allSettled([slot.run(fail), slot.run(fail)]);
    let calls = 0;
    const count = (): number => {
      calls += 1;
      return calls;
    };
    await expect(slot.run(count)).rejects.toMatchObject({ code: 'PLUGIN_UNAVAILABLE', details: { retryable: true } });
    expect([calls, slot.meter.refused, slot.state]).toEqual([0, 1, 'open']);
    wait(1_000);
    expect(await slot.run(count)).toBe(1);
    expect(slot.state).toBe('closed');
  });

  it('takes a coded refusal for an answer', async () => {
    const { slot } = slotOf();
    const refusal = new RapportError('BAD_INPUT', 'There is no such year.');
    for (let time = 0; time < 5; time += 1) {
      await expect(slot.run(() => Promise.reject(refusal))).rejects.toBe(refusal);
    }
    expect([slot.state, slot.meter.errors]).toEqual(['closed', 0]);
  });

  it('says what a flood was', async () => {
    const { slot } = slotOf();
    const flood = slot.run(() => Promise.reject(new Flood('it answers more than 4 MB at once')));
    await expect(flood).rejects.toMatchObject({ message: 'The plugin sms failed: it answers more than 4 MB at once.' });
    expect(slot.meter.failures.flood).toBe(1);
  });

  it('has so many calls under way and waiting, and refuses more', async () => {
    const { slot } = slotOf({ policies: { load: { timeLimit: 5_000 } } });
    const ends: (() => void)[] = [];
    const call = (): Promise<void> => slot.run(() => new Promise<void>((resolve) => ends.push(resolve)));
    const calls = [call(), call(), call()];
    expect([slot.bulkhead.active, slot.bulkhead.queued]).toEqual([2, 1]);
    await expect(call()).rejects.toMatchObject({ code: 'PLUGIN_UNAVAILABLE' });
    ends[0]?.();
    await calls[0];
    ends[1]?.();
    await calls[1];
    ends[2]?.();
    await calls[2];
    expect([slot.bulkhead.active, slot.bulkhead.queued, slot.meter.calls]).toEqual([0, 0, 3]);
  });

  it('counts a synchronous call that took too long as a failure, though its answer counts', () => {
    const { slot } = slotOf();
    slot.ended(21);
    slot.ended(25);
    expect([slot.state, slot.meter.failures.slow, slot.admits()]).toEqual(['open', 2, false]);
  });

  it('writes one line for many failures', async () => {
    const { slot, lines, wait } = slotOf();
    for (let time = 0; time < 9; time += 1) {
      slot.ended(1);
      slot.failed(1, new Error(`number ${time}`));
    }
    wait(10_000);
    slot.failed(1, new Error('the last'));
    expect(lines.filter((line) => 'failure' in line)).toMatchObject([{ unsaid: 0 }, { unsaid: 8 }]);
  });
});
