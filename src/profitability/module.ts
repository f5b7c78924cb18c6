import type { Accounts } from '../accounting';
import { batch, type Contributions, type Job, RapportError } from '../sdk';
import { dayMs } from '../value';
import { fitSegments } from './fit-segments';
import { PurchaseLawFit, SegmentPurchaseFit, SpendLawFit } from './fit-types';
import { removeOtherFits } from './fits.store';
import { NetContribution, NetContributionArgs } from './net-contribution-types';
import { presentMove, presentNet, presentProfitability } from './present';
import { presentFit } from './present-fit';
import type { ProfitabilityQuestion, ProfitabilityReader } from './profitability-reader';
import { ChannelMove, Profitability } from './profitability-types';
import { shownFits } from './shown-fits';

export interface ProfitabilityModuleServices {
  readonly profitability: ProfitabilityReader;
  readonly accounts: Accounts;
  /** Kinds of customers whose single purchases may be known. */
  readonly transactionKinds: readonly string[];
}

const noMoney =
  'Null for consumers: no money is computed for patients and consumers unless a lawful basis switches it on.';

/** Money of customers in the reporting currency, and the job that fits the laws of buying. */
export function profitabilityModule(services: ProfitabilityModuleServices): Contributions {
  return {
    types: [NetContribution, Profitability, ChannelMove, SegmentPurchaseFit, PurchaseLawFit, SpendLawFit],
    fields: [
      {
        on: 'Customer',
        name: 'netContribution',
        description: `What the customer brought less what they cost, in the reporting currency. ${noMoney}`,
        type: () => NetContribution,
        nullable: true,
        args: NetContributionArgs,
        source: batch(async (keys, args, context) => {
          const accounts = await services.profitability.realised(context, questionOf(keys, args, context.now));
          return accounts.map((account) => (account === null ? null : presentNet(account)));
        }),
      },
      {
        on: 'Customer',
        name: 'profitability',
        description: `Realised and expected money with the class and trend that follow. ${noMoney}`,
        type: () => Profitability,
        nullable: true,
        args: NetContributionArgs,
        cost: 3,
        source: batch(async (keys, args, context) => {
          const found = await services.profitability.profitability(context, questionOf(keys, args, context.now));
          return found.map((one) => (one === null ? null : presentProfitability(one)));
        }),
      },
      {
        on: 'Customer',
        name: 'channelMoves',
        description: 'Contacts that might move to a cheaper channel, best first, five at most. Empty for consumers.',
        type: () => [ChannelMove],
        source: batch(async (keys, _args, context) => {
          const moves = await services.profitability.moves(context, keys.map(Number), context.now);
          return moves.map((own) => own.map(presentMove));
        }),
      },
      {
        on: 'Query',
        name: 'purchaseFits',
        description:
          'The laws of buying that expected contributions rest on: the latest fit of each segment, all customers first. Without those of small groups for roles that see no customers.',
        type: () => [SegmentPurchaseFit],
        source: batch(async (keys, _args, { reader, smallestGroup }) => {
          const fits = shownFits(await services.profitability.fits(reader), smallestGroup).map(presentFit);
          return keys.map(() => fits);
        }),
      },
    ],
    jobs: [fitJob(services)],
  };
}

/** A year of 365 days that ends with the last day, unless a first day is given. */
function questionOf(keys: readonly (string | number)[], args: object, now: Date): ProfitabilityQuestion {
  const { from, to, ratesEdition } = args as NetContributionArgs;
  const last = to ?? dayOf(now);
  const first = from ?? dayOf(new Date(Date.parse(`${last}T00:00:00Z`) - 364 * dayMs));
  if (first > last) throw new RapportError('BAD_INPUT', `The first day, ${first}, comes after the last, ${last}.`);
  return { customerIds: keys.map(Number), days: { from: first, to: last }, edition: ratesEdition ?? null };
}

function fitJob(services: Pick<ProfitabilityModuleServices, 'accounts' | 'transactionKinds'>): Job {
  return {
    id: 'core.fit-purchases',
    title: 'Fits the laws of buying to the purchases of those whose purchases may be known',
    schedule: '40 2 * * 0',
    run: async ({ writer, now, payload, log }) => {
      const { observedUntil, replace } = payload;
      const until = typeof observedUntil === 'string' ? observedUntil : dayOf(now);
      const { accounts, transactionKinds: kinds } = services;
      const fits = await fitSegments(writer, accounts, { kinds, observedUntil: until, now });
      // After an erasure: what was fitted to the purchases of the person as well.
      if (replace === true) await removeOtherFits(writer, fits);
      for (const { segment, customers, withRepeats, purchases, choice } of fits) {
        const found = purchases.kind === 'fitted' ? purchases.model.law : purchases.kind;
        log('The law of buying of a segment was looked for.', { segment, customers, withRepeats, found, choice });
      }
    },
  };
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
