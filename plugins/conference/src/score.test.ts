import type { InteractionEvent } from 'rapport/sdk';
import { score } from './score';

const context = { modelVersion: 'test', params: {} };

function event(type: string, details: Record<string, unknown>, brand?: string): InteractionEvent {
  const base = { id: 'e', source: 's', sourceKey: 'k', type, channel: 'conference', count: 1, details };
  return { ...base, direction: 'in', ...(brand === undefined ? {} : { brand }) };
}

describe('scoring of contacts at events', () => {
  it('counts attendance by hours up to eight, and its cost by all hours', () => {
    expect(score(event('conference.attended', { event: 'x', hours: 11 }), context)).toEqual([
      { signal: 'conference.attended', amount: 8, path: 'hours', units: 11 },
    ]);
  });

  it('counts attendance of unknown length as an hour that costs nothing beside the fixed amount', () => {
    expect(score(event('conference.attended', { event: 'x' }), context)).toEqual([
      { signal: 'conference.attended', amount: 1 },
    ]);
  });

  it.each(['conference.session_attended', 'conference.spoke', 'conference.registered', 'conference.booth_visited'])(
    'takes %s about a brand as ladder evidence',
    (type) => {
      expect(score(event(type, {}, 'A'), context)[0]?.adoption).toEqual({ evidence: type, brand: 'A' });
      expect(score(event(type, {}), context)[0]?.adoption).toBeUndefined();
    },
  );

  it('takes mere attendance, scans and cards as no evidence for a brand', () => {
    for (const type of ['conference.attended', 'conference.badge_scanned', 'conference.business_card_given']) {
      expect(score(event(type, {}, 'A'), context)[0]?.adoption).toBeUndefined();
    }
  });

  it('gives nothing for unknown types and for no time at all', () => {
    expect(score(event('conference.x', {}), context)).toEqual([]);
    expect(score(event('valueOf', {}), context)).toEqual([]);
    expect(score(event('conference.attended', { hours: 0 }), context)).toEqual([]);
    expect(score(event('conference.booth_visited', { minutes: -5 }), context)).toEqual([]);
  });
});
