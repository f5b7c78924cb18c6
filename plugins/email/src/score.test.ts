import type { InteractionEvent } from 'rapport/sdk';
import { interactionTypes } from './interaction-types';
import { score } from './score';

const context = { modelVersion: 'test', params: {} };

function event(type: string, brand?: string): InteractionEvent {
  const base = { id: 'e', source: 's', sourceKey: 'k', type, channel: 'email', direction: 'in', count: 1, details: {} };
  return { ...base, direction: 'in', ...(brand === undefined ? {} : { brand }) };
}

describe('scoring of mail events', () => {
  it('counts each signal once for the interaction type of its name', () => {
    expect(score(event('email.clicked'), context)).toEqual([{ signal: 'email.clicked', amount: 1 }]);
  });

  it('gives ladder evidence only when the message names a brand', () => {
    expect(score(event('email.opened', 'CARDIVANE'), context)).toEqual([
      { signal: 'email.opened', amount: 1, adoption: { evidence: 'email.opened', brand: 'CARDIVANE' } },
    ]);
    expect(score(event('email.replied', 'CARDIVANE'), context)).toEqual([{ signal: 'email.replied', amount: 1 }]);
  });

  it('gives nothing for delivery, failures and types it does not know', () => {
    for (const type of ['email.delivered', 'email.bounced', 'email.dropped', 'email.x', 'toString', '']) {
      expect(score(event(type, 'CARDIVANE'), context)).toEqual([]);
    }
  });

  it('closes the channel on opt-outs and complaints and opens it on opt-ins, whichever door they come through', () => {
    const permissions = interactionTypes.flatMap(({ id, channelPermission = null }) =>
      channelPermission === null ? [] : [[id, channelPermission]],
    );
    expect(permissions).toEqual([
      ['email.unsubscribed', 'close'],
      ['email.resubscribed', 'open'],
      ['email.marked_as_spam', 'close'],
    ]);
  });
});
