import { type ChannelUplift, type MoveResult, migration } from '../economics';
import { compareText, type ModelDocument } from '../value';
import type { ChannelUseRow } from './moves.store';

/** A proposal to move touches from one channel to a cheaper one. Amounts are minor units of the rate card's currency. */
export interface ChannelMove extends MoveResult {
  readonly from: string;
  readonly to: string;
  readonly touches: number;
  readonly share: number;
  readonly currency: string;
  readonly assumptions: readonly string[];
}

/** What a touch in a channel costs at least, by the rate card. */
export interface ChannelPrice {
  readonly channel: string;
  readonly costMinor: number;
  readonly currency: string;
}

/**
 * No experiment has measured what a touch does, so both channels get the same effect, uncertain by its own size: enough to see
 * whether the saving could outweigh a loss, never enough to advise a move.
 */
const assumedUplift: ChannelUplift = { uplift: 0.02, standardError: 0.02, label: 'modelled' };
const share = 0.5;
const mostMoves = 5;

/** The cheapest touch of each channel that the rate card names. @param channelOf channel of an interaction type */
export function channelPrices(
  { costs }: Pick<ModelDocument, 'costs'>,
  channelOf: (type: string) => string | null,
): readonly ChannelPrice[] {
  const cheapest = new Map<string, ChannelPrice>();
  for (const [type, { fixed, currency }] of Object.entries(costs)) {
    const channel = channelOf(type);
    if (channel === null) continue;
    const known = cheapest.get(channel);
    if (known === undefined || fixed < known.costMinor) cheapest.set(channel, { channel, costMinor: fixed, currency });
  }
  return [...cheapest.values()].toSorted((one, other) => compareText(one.channel, other.channel));
}

/** Moves of half of the touches of a channel to a cheaper one, best first, those that promise nothing included last. */
export function channelMoves(
  uses: readonly ChannelUseRow[],
  prices: readonly ChannelPrice[],
  responseValueMinor: number,
): readonly ChannelMove[] {
  const byChannel = new Map(uses.map((use) => [use.channel, use]));
  const moves = uses.flatMap((use) => {
    if (use.touches === 0) return [];
    const ownCost = use.cost_minor / use.touches;
    return prices
      .filter(
        ({ channel, costMinor, currency }) =>
          channel !== use.channel && currency === use.currency && costMinor < ownCost,
      )
      .map((price) => move(use, ownCost, price, byChannel.get(price.channel), responseValueMinor));
  });
  return moves.toSorted((one, other) => other.netMinor - one.netMinor).slice(0, mostMoves);
}

function move(
  use: ChannelUseRow,
  ownCost: number,
  price: ChannelPrice,
  target: ChannelUseRow | undefined,
  responseValueMinor: number,
): ChannelMove {
  const result = migration({
    touches: use.touches,
    share,
    from: { costMinor: ownCost, effect: assumedUplift },
    to: { costMinor: price.costMinor, effect: assumedUplift },
    responseValueMinor,
    consentForTarget: target?.closed === true ? 'missing' : 'given',
    evidenceInTarget: (target?.responses ?? 0) > 0 ? 'positive' : 'none',
  });
  return {
    ...result,
    ...{ from: use.channel, to: price.channel, touches: use.touches, share, currency: price.currency },
    assumptions: [
      `A touch of either channel raises the chance of a response by ${assumedUplift.uplift}, give or take ${assumedUplift.standardError}: assumed, no experiment has measured it.`,
      'A response is worth the net contribution at which the money index reaches one half.',
      'A channel that the customer has not closed may be used.',
    ],
  };
}
