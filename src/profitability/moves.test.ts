import { channelMoves, channelPrices } from './moves';
import type { ChannelUseRow } from './moves.store';

const prices = [
  { channel: 'post', costMinor: 35, currency: 'EUR' },
  { channel: 'visit', costMinor: 11_000, currency: 'EUR' },
];
const use = (channel: string, rest: Partial<ChannelUseRow> = {}): ChannelUseRow => {
  return { customer_id: 1, channel, touches: 0, cost_minor: 0, currency: 'EUR', responses: 0, closed: false, ...rest };
};
const visits = use('visit', { touches: 10, cost_minor: 140_000, responses: 10 });

describe('a move to a cheaper channel', () => {
  it('is at best advised to be tested, while its effects are assumed', () => {
    const [move, ...others] = channelMoves([visits, use('post', { responses: 3 })], prices, 200_000);
    expect(others).toEqual([]);
    expect(move).toMatchObject({
      from: 'visit',
      to: 'post',
      label: 'modelled',
      advice: 'test',
      savingMinor: 5 * (14_000 - 35),
      valueChangeMinor: 0,
    });
    expect(move?.probabilityOfGain).toBeGreaterThan(0.9);
    expect(move?.reasons).toContain('The effects of the channels are assumed, not measured in an experiment.');
    expect(move?.assumptions).toHaveLength(3);
  });

  it('is not advised into a channel that the customer has closed', () => {
    const [move] = channelMoves([visits, use('post', { closed: true })], prices, 200_000);
    expect(move?.advice).toBe('keep');
  });

  it('is never one to a dearer channel, nor one that compares two currencies', () => {
    expect(channelMoves([use('post', { touches: 4, cost_minor: 140 })], prices, 200_000)).toEqual([]);
    expect(channelMoves([{ ...visits, currency: 'USD' }], prices, 200_000)).toEqual([]);
  });

  it('counts with the cheapest touch of each channel by the rate card', () => {
    const cost = (fixed: number) => ({ currency: 'EUR', fixed, perMinute: 0, perUnit: 0 });
    const model = { costs: { a: cost(50), b: cost(35), c: cost(9), gone: cost(1) } };
    const channels: Readonly<Record<string, string>> = { a: 'post', b: 'post', c: 'call' };
    const found = channelPrices(model, (type) => channels[type] ?? null);
    expect(found.map(({ channel, costMinor }) => [channel, costMinor])).toEqual([
      ['call', 9],
      ['post', 35],
    ]);
  });
});
