import type { InteractionEvent } from 'rapport/sdk';
import { score } from './score';
import { signals } from './signals';

const context = { modelVersion: 'test', params: {} };

function event(type: string, details: Record<string, unknown>, more: Partial<InteractionEvent> = {}): InteractionEvent {
  return { id: 'e', source: 's', sourceKey: 'k', type, channel: 'rep', direction: 'in', count: 1, details, ...more };
}

describe('scoring of field contacts', () => {
  it('counts a held visit by quarter hours up to two, and its cost by all minutes', () => {
    const [short] = score(event('rep.visit_held', { callType: 'face_to_face', minutes: 20 }), context);
    const [long] = score(event('rep.visit_held', { callType: 'face_to_face', minutes: 95 }), context);
    expect(short).toEqual({ signal: 'rep.visit_held', amount: 20 / 15, path: 'minutes', minutes: 20 });
    expect(long).toMatchObject({ amount: 2, minutes: 95 });
  });

  it('counts a visit of unknown length as half a unit without minutes', () => {
    expect(score(event('rep.visit_held', { callType: 'meal' }), context)).toEqual([
      { signal: 'rep.visit_held', amount: 0.5 },
    ]);
  });

  it('gives ladder evidence once for each brand, whether the record or the details name it', () => {
    const details = { callType: 'video', brands: [{ code: 'A' }, { code: 'B', reaction: 'intent_stated' }] };
    const answer = score(event('rep.remote_call_held', details, { brand: 'A' }), context);
    expect(answer.flatMap(({ adoption: evidence }) => (evidence === undefined ? [] : [evidence]))).toEqual([
      { evidence: 'rep.brand_discussed', brand: 'A' },
      { evidence: 'rep.brand_discussed', brand: 'B' },
      { evidence: 'rep.intent_stated', brand: 'B' },
    ]);
  });

  it('takes a question about dosing, not one about supply, as a sign of learning', () => {
    const ask = (kind: string) =>
      score(event('rep.question_asked', { question: '?', kind }, { brand: 'A' }), context)[0];
    expect(ask('dosing')?.adoption).toEqual({ evidence: 'rep.question_asked', brand: 'A' });
    expect(ask('access')).toEqual({ signal: 'rep.question_asked', amount: 1, path: 'kind' });
  });

  it('gives nothing for plans, shown materials, unknown types and unreadable details', () => {
    for (const type of ['rep.visit_planned', 'rep.material_shown', 'rep.unheard_of', 'toString']) {
      expect(score(event(type, {}), context)).toEqual([]);
    }
    const junk = { minutes: 'long', brands: [null, 3, { code: 7 }, { code: 'A', reaction: 'constructor' }] };
    expect(score(event('rep.visit_held', junk), context)).toEqual([
      { signal: 'rep.visit_held', amount: 0.5, adoption: { evidence: 'rep.brand_discussed', brand: 'A' } },
    ]);
  });

  it('never answers more than 16 contributions, however many brands were discussed', () => {
    const brands = Array.from({ length: 40 }, (_, index) => ({ code: `B${index}`, reaction: 'recommended' }));
    expect(score(event('rep.visit_held', { brands }, { brand: 'X' }), context).length).toBeLessThanOrEqual(16);
  });

  it('lets our own effort earn nothing', () => {
    expect(signals.filter(({ direction }) => direction === 'out').map(({ defaults }) => defaults.weight)).toEqual([
      0, 0,
    ]);
  });
});
