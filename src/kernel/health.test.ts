import { createHealth } from './health';

const at = new Date('2026-11-21T09:00:00Z');

describe('the health of plugins', () => {
  it('counts faults by code, the most frequent first, with what was said last', () => {
    const health = createHealth(['rep']);
    health.report('rep', { code: 'SCORE_INVALID', message: 'one', at });
    health.report('rep', { code: 'SIGNAL_UNDECLARED', message: 'two', at });
    health.report('rep', { code: 'SIGNAL_UNDECLARED', message: 'three', at });

    expect(health.faultsOf('rep')).toEqual([
      { code: 'SIGNAL_UNDECLARED', message: 'three', count: 2, lastAt: at },
      { code: 'SCORE_INVALID', message: 'one', count: 1, lastAt: at },
    ]);
  });

  it('knows only plugins that are installed', () => {
    const health = createHealth(['rep']);
    health.report('stranger', { code: 'SCORE_INVALID', message: 'one', at });

    expect(health.faultsOf('stranger')).toEqual([]);
    expect(health.faultsOf('rep')).toEqual([]);
  });
});
