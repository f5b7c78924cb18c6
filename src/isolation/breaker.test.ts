import { Breaker } from './breaker';

const policy = { window: 10, failures: 3, firstPause: 100, longestPause: 1_000 };
const failing = (breaker: Breaker, times: number, now = 0): void => {
  for (let time = 0; time < times; time += 1) if (breaker.admits(now)) breaker.failed(now);
};

describe('a breaker', () => {
  it('opens when as much fails as is allowed, and admits nothing for a while', () => {
    const breaker = new Breaker(policy);
    failing(breaker, 2);
    expect([breaker.state(0), breaker.admits(0)]).toEqual(['closed', true]);
    expect(breaker.failed(0)).toBe(true);
    expect([breaker.state(99), breaker.admits(99), breaker.pause(40)]).toEqual(['open', false, 60]);
  });

  it('stays closed while most succeed', () => {
    const breaker = new Breaker(policy);
    for (let time = 0; time < 50; time += 1) {
      expect(breaker.admits(time)).toBe(true);
      if (time % 3 === 0) breaker.failed(time);
      else breaker.succeeded();
    }
    expect(breaker.state(50)).toBe('closed');
  });

  it('forgets failures that lie behind enough successes', () => {
    const breaker = new Breaker(policy);
    failing(breaker, 2);
    for (let time = 0; time < 10; time += 1) breaker.succeeded();
    failing(breaker, 2);
    expect(breaker.state(0)).toBe('closed');
  });

  it('makes one attempt after the pause, and closes when it succeeds', () => {
    const breaker = new Breaker(policy);
    failing(breaker, 3);
    expect([breaker.state(100), breaker.refuses(100)]).toEqual(['half-open', false]);
    expect([breaker.admits(100), breaker.admits(100), breaker.refuses(100)]).toEqual([true, false, true]);
    expect(breaker.succeeded()).toBe(true);
    expect([breaker.state(101), breaker.admits(101)]).toEqual(['closed', true]);
  });

  it('waits twice as long after each attempt that fails, up to a longest pause', () => {
    const breaker = new Breaker(policy);
    failing(breaker, 3);
    let now = 0;
    const pauses: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      pauses.push(breaker.pause(now));
      now += breaker.pause(now);
      failing(breaker, 1, now);
    }
    expect(pauses).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  it('lets another attempt be made when one was not made after all', () => {
    const breaker = new Breaker(policy);
    failing(breaker, 3);
    expect(breaker.admits(100)).toBe(true);
    breaker.withdrawn();
    expect(breaker.admits(100)).toBe(true);
  });

  it('is not opened anew by calls that began before it opened', () => {
    const breaker = new Breaker(policy);
    failing(breaker, 3);
    expect(breaker.failed(50)).toBe(false);
    expect(breaker.pause(50)).toBe(50);
  });
});
