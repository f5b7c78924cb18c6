import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { closeDoors, codesOf, type Door, type DoorAnswer, openDoor } from '../../../test/helpers/door';
import { stubServices } from '../../../test/helpers/stub-services';
import { RapportError } from '../../sdk';
import { fixedClock } from '../../shared/clock';
import { Gate } from './gate';
import { RateLimit } from './rate-limit';

afterEach(closeDoors);

const principal = (subject: string) => ({ subject, name: subject, roles: [] });

describe('the gate', () => {
  it('lets as many in as may be inside, the next ones in the order they came, and sends the rest away', async () => {
    const gate = new Gate({ concurrent: 2, waiting: 2 });
    const order: string[] = [];
    const leave: (() => void)[] = [];
    const pass = (name: string) =>
      gate.pass(
        () =>
          new Promise<void>((resolve) => {
            order.push(name);
            leave.push(resolve);
          }),
      );
    const passed = ['a', 'b', 'c', 'd'].map(pass);
    await expect(pass('e')).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(order).toEqual(['a', 'b']);
    for (let next = 0; next < 4; next += 1) {
      leave[next]?.();
      await passed[next];
    }
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the place of work that fails to the next', async () => {
    const gate = new Gate({ concurrent: 1, waiting: 1 });
    const failing = gate.pass(() => Promise.reject(new Error('broken')));
    const next = gate.pass(() => 'done');
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('done');
    expect(await gate.pass(() => 'again')).toBe('again');
  });
});

describe('who waits at the gate', () => {
  it('is sent away when the time is over, and those who came later when theirs is', async () => {
    const gate = new Gate({ concurrent: 1, waiting: 4 }, 40);
    let leave: () => void = () => undefined;
    const inside = gate.pass(
      () =>
        new Promise<void>((resolve) => {
          leave = resolve;
        }),
    );
    const ends: string[] = [];
    const wait = (name: string) =>
      gate.pass(() => ends.push(`${name} in`)).catch(({ code }: RapportError) => ends.push(`${name} ${code}`));
    const first = wait('first');
    await pause(10);
    const second = wait('second');
    await Promise.all([first, second]);
    expect(ends).toEqual(['first OVERLOADED', 'second OVERLOADED']);
    const third = wait('third');
    leave();
    await Promise.all([inside, third]);
    expect(ends).toEqual(['first OVERLOADED', 'second OVERLOADED', 'third in']);
  });
});

describe('a gate that is closed', () => {
  it('lets nobody new in, gives those who wait their turn, and tells when it is empty', async () => {
    const gate = new Gate({ concurrent: 1, waiting: 1 });
    let leave: () => void = () => undefined;
    const inside = gate.pass(
      () =>
        new Promise<void>((resolve) => {
          leave = resolve;
        }),
    );
    const waiting = gate.pass(() => 'had its turn');
    gate.close();
    const shuttingDown = { code: 'SHUTTING_DOWN' };
    await expect(gate.pass(() => 'new')).rejects.toMatchObject(shuttingDown);
    expect(() => gate.refuseWhenClosed()).toThrow(expect.objectContaining(shuttingDown));
    expect(() => gate.refuseWhenFull()).toThrow(expect.objectContaining(shuttingDown));
    let isEmpty = false;
    const idle = gate.idle().then(() => {
      isEmpty = true;
    });
    await Promise.resolve();
    expect(isEmpty).toBe(false);
    leave();
    await Promise.all([inside, idle]);
    expect(await waiting).toBe('had its turn');
    await gate.idle();
  });
});

describe('the rate limit', () => {
  it('counts each principal by itself, and refills evenly', () => {
    let now = new Date('2026-11-21T12:00:00Z');
    const rate = new RateLimit(60, { now: () => now });
    for (let count = 0; count < 60; count += 1) rate.take(principal('a'));
    expect(() => rate.take(principal('a'))).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    rate.take(principal('b'));
    now = new Date('2026-11-21T12:00:01Z');
    rate.take(principal('a'));
    expect(() => rate.take(principal('a'))).toThrow(expect.objectContaining({ details: { retryAfter: 1 } }));
  });

  it('does not fill the memory with principals', () => {
    const rate = new RateLimit(1, fixedClock('2026-11-21T12:00:00Z'));
    for (let count = 0; count < 30_000; count += 1) rate.take(principal(`p-${count}`));
    expect(() => rate.take(principal('p-29999'))).toThrow(RapportError);
  });
});

describe('a server under load', () => {
  it('answers what it can take and sends the rest away at once, saying when to come back', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const execute = async () => {
      await released;
      return { tier: 'plain', reason: 'This is a stub.' } as const;
    };
    const door = await openDoor(stubServices({ execute, limits: { concurrent: 2, waiting: 2 } }));
    const refused: DoorAnswer[] = [];
    const asked = Array.from({ length: 10 }, async () => {
      const answer = await door.post({ query: '{ now }' });
      if (answer.status === 200) return answer;
      // Those inside are not done before all others have been sent away.
      if (refused.push(answer) === 6) release();
      return answer;
    });
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 503, 503, 503, 503, 503, 503]);
    expect(refused.map((answer) => [codesOf(answer), answer.headers.get('retry-after')])).toEqual(
      refused.map(() => [['OVERLOADED'], '5']),
    );
    expect((await door.post({ query: '{ now }' })).status).toBe(200);
    expect((await fetch(`${door.url}/healthz`)).status).toBe(200);
  });

  it('sends away before it has read what was sent', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const execute = async () => {
      await released;
      return { tier: 'plain', reason: 'This is a stub.' } as const;
    };
    const door = await openDoor(stubServices({ execute, limits: { concurrent: 1, waiting: 0 } }));
    const asked = door.post({ query: '{ now }' });
    let answer = '';
    while (!answer.startsWith('HTTP/1.1 503')) {
      const socket = connect(Number(new URL(door.url).port), '127.0.0.1');
      socket.write('POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n');
      socket.write('Content-Type: application/json\r\n\r\n{"query"');
      // Until the first request is inside, this one waits for its body, and is given up.
      const [chunk] = await Promise.race([once(socket, 'data'), pause(100, [''])]);
      answer = String(chunk);
      socket.destroy();
    }
    expect(answer).toMatch(/\r\nretry-after: 5\r\n/i);
    expect(answer).toContain('OVERLOADED');
    release();
    expect((await asked).status).toBe(200);
  });

  it('limits a principal over HTTP, and says when it may go on', async () => {
    const door = await openDoor(stubServices({ limits: { ratePerMinute: 3 } }));
    const answers: DoorAnswer[] = [];
    for (let count = 0; count < 4; count += 1) answers.push(await door.post({ query: '{ now }' }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    const last = answers[3];
    expect(last && [codesOf(last), last.headers.get('retry-after')]).toEqual([['RATE_LIMITED'], '20']);
  });

  it('lets no operation go on reading after its time', async () => {
    const door = await openDoor(stubServices({ limits: { operationTimeout: 100 } }));
    const { body } = await door.post({ query: '{ slowAsk }' });
    expect(body.errors?.[0]).toMatchObject({ path: ['slowAsk'], extensions: { code: 'TIMED_OUT' } });
  });
});

describe('a slow sender', () => {
  const received = async (door: Door, text: string): Promise<string> => {
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1');
    socket.setEncoding('utf8').write(text);
    let answer = '';
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    await Promise.race([once(socket, 'close'), pause(10_000, null, { ref: false })]);
    socket.destroy();
    return answer;
  };

  it.each([
    ['headers', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n'],
    [
      'body',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"query"',
    ],
  ])('of a request’s %s is cut, and told in the shape of all answers', async (_part, text) => {
    const door = await openDoor(stubServices({ limits: { requestTimeout: 200 } }));
    const answer = await received(door, text);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      errors: [{ extensions: { code: 'TIMED_OUT' } }],
    });
  });

  it('of something else than a request is told so', async () => {
    const door = await openDoor();
    expect(await received(door, 'this is not HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*BAD_REQUEST/s);
    expect(await received(door, `GET / HTTP/1.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });
});
