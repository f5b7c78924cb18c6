import type { Accounts } from '../accounting';
import { batch, type Contributions, type Job, RapportError } from '../sdk';
import { dayMs } from '../value';
import { fitSegments } from './fit-segments';
import { NetContribution, NetContributionArgs } from './net-contribution-types';
import { presentMove, presentNet, presentProfitability } from './present';
import type { ProfitabilityQuestion, ProfitabilityReader } from './profitability-reader';
import { ChannelMove, Profitability } from './profitability-types';

export interface ProfitabilityModuleServices {
  readonly profitability: ProfitabilityReader;
  readonly accounts: Accounts;
}

const noMoney =
  'Null for consumers: no money is computed for patients and consumers unless a lawful basis switches it on.';

/** Money of customers in the reporting currency, and the job that fits the laws of buying. */
export function profitabilityModule(services: ProfitabilityModuleServices): Contributions {
  return {
    types: [NetContribution, Profitability, ChannelMove],
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

function fitJob({ accounts }: Pick<ProfitabilityModuleServices, 'accounts'>): Job {
  return {
    id: 'core.fit-purchases',
    title: 'Fits the laws of buying to the purchases of organisations',
    schedule: '40 2 * * 0',
    run: async ({ writer, now, payload, log }) => {
      const { observedUntil } = payload;
      const until = typeof observedUntil === 'string' ? observedUntil : dayOf(now);
      for (const { segment, customers, withRepeats, purchases } of await fitSegments(writer, accounts, until, now)) {
        log('The law of buying of a segment was looked for.', {
          segment,
          customers,
          withRepeats,
          found: purchases.kind,
        });
      }
    },
  };
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
