import type { InteractionEvent } from 'rapport/sdk';
import { score } from './score';

const context = { modelVersion: 'test', params: {} };

function event(type: string, details: Record<string, unknown>, brand?: string): InteractionEvent {
  const base = { id: 'e', source: 's', sourceKey: 'k', type, channel: 'web', count: 1, details };
  return { ...base, direction: 'in', ...(brand === undefined ? {} : { brand }) };
}

describe('scoring of web visits', () => {
  it('counts a video by the share watched', () => {
    expect(score(event('web.video_watched', { title: 'x', share: 0.4 }, 'A'), context)).toEqual([
      { signal: 'web.video_watched', amount: 0.4, path: 'share' },
    ]);
  });

  it.each([
    ['web.page_view', { path: '/' }, true],
    ['web.download', { file: 'a.pdf', kind: 'label' }, true],
    ['web.download', { file: 'a.pdf', kind: 'other' }, false],
    ['web.download', { file: 'a.pdf' }, false],
    ['web.elearning_passed', { course: 'x' }, true],
    ['web.video_watched', { title: 'x', share: 0.51 }, true],
    ['web.video_watched', { title: 'x', share: 0.5 }, false],
    ['web.webinar_attended', { title: 'x', share: 0.9 }, true],
    ['web.webinar_attended', { title: 'x' }, false],
    ['web.webinar_registered', { title: 'x' }, true],
    ['web.search', { query: 'x' }, false],
    ['web.enquiry', { topic: 'x' }, false],
  ])('takes %s %j about a brand as ladder evidence: %p', (type, details, expected) => {
    const [contribution] = score(event(type, details, 'A'), context);
    expect(contribution?.adoption).toEqual(expected ? { evidence: type, brand: 'A' } : undefined);
    expect(score(event(type, details), context)[0]?.adoption).toBeUndefined();
  });

  it('gives nothing for unknown types and for details that say nothing', () => {
    expect(score(event('web.nothing', {}, 'A'), context)).toEqual([]);
    expect(score(event('constructor', {}), context)).toEqual([]);
    expect(score(event('web.video_watched', { share: 'all' }), context)).toEqual([]);
    expect(score(event('web.video_watched', { share: -1 }), context)).toEqual([]);
  });
});
