import { createLifecycle, type Service } from './lifecycle';

function services(log: string[], failing: Readonly<Record<string, 'start' | 'stop'>> = {}): readonly Service[] {
  return ['database', 'jobs', 'http'].map((name) => ({
    name,
    start: async () => {
      if (failing[name] === 'start') throw new Error('refused');
      log.push(`start ${name}`);
    },
    stop: async () => {
      log.push(`stop ${name}`);
      if (failing[name] === 'stop') throw new Error('hangs');
    },
  }));
}

describe('a lifecycle', () => {
  it('starts services in order and stops them in reverse order', async () => {
    const log: string[] = [];
    const lifecycle = createLifecycle(services(log));

    await lifecycle.start();
    expect(lifecycle.phase).toEqual({ name: 'running' });
    await lifecycle.stop();

    expect(lifecycle.phase).toEqual({ name: 'stopped' });
    expect(log).toEqual(['start database', 'start jobs', 'start http', 'stop http', 'stop jobs', 'stop database']);
  });

  it('stops what was started when a service does not start, and says why', async () => {
    const log: string[] = [];
    const lifecycle = createLifecycle(services(log, { http: 'start' }));

    await expect(lifecycle.start()).rejects.toThrow('refused');

    expect(lifecycle.phase).toEqual({ name: 'failed', reason: 'refused' });
    expect(log).toEqual(['start database', 'start jobs', 'stop jobs', 'stop database']);
  });

  it('stops each service once however often it is asked to', async () => {
    const log: string[] = [];
    const lifecycle = createLifecycle(services(log));
    await lifecycle.start();

    await Promise.all([lifecycle.stop(), lifecycle.stop()]);
    await lifecycle.stop();

    expect(log.filter((line) => line.startsWith('stop'))).toHaveLength(3);
  });

  it('stops the others when one does not stop, and tells of it afterwards', async () => {
    const log: string[] = [];
    const lifecycle = createLifecycle(services(log, { jobs: 'stop' }));
    await lifecycle.start();

    await expect(lifecycle.stop()).rejects.toThrow('jobs did not stop: hangs');

    expect(log).toContain('stop database');
  });

  it('gives up a start that is overtaken by a stop', async () => {
    const log: string[] = [];
    const lifecycle = createLifecycle(services(log));

    const starting = lifecycle.start();
    await lifecycle.stop();
    await starting;

    expect(lifecycle.phase).toEqual({ name: 'stopped' });
    expect(log).toEqual(['start database', 'stop database']);
  });

  it('starts once only', async () => {
    const lifecycle = createLifecycle(services([]));
    await lifecycle.start();

    await expect(lifecycle.start()).rejects.toThrow('Already running');
  });
});
