import type { Account, Accounts } from '../accounting';
import { type Classification, classify, type Growth } from '../economics';
import { RapportError, type ReadContext, type Reader } from '../sdk';
import { alignByKey, groupByKey } from '../shared/batch-by-key';
import { dayMs, type ModelDocument } from '../value';
import { createExpectations, type Expected } from './expect';
import { readFits, readLatestFits, type StoredFit } from './fits.store';
import { type ChannelMove, channelMoves, channelPrices } from './moves';
import { readChannelUse } from './moves.store';
import type { Refusal } from './refusal';
import { trendOf } from './trend';

/** The days of the net contribution, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface ProfitabilityQuestion {
  readonly customerIds: readonly number[];
  readonly days: Days;
  /** Edition of the exchange rates; null for the latest. */
  readonly edition: number | null;
}

/** What a customer brings and costs. Amounts are minor units of the reporting currency. */
export interface ProfitabilityData {
  readonly realised: Account;
  readonly classification: Classification;
  readonly growth: Growth | Refusal;
  readonly expected: Expected | Refusal;
}

/** Read access, and which entries and contacts count. */
type Reads = Pick<ReadContext, 'reader' | 'visible'>;

/** Money of many customers at once; null where none is computed. Statements do not grow with the customers. */
export interface ProfitabilityReader {
  /** One statement. @throws RapportError NOT_FOUND for an edition of rates that does not exist */
  realised(context: Reads, question: ProfitabilityQuestion): Promise<readonly (Account | null)[]>;
  /** Three statements. Growth and expectation are those of the last day asked for. @throws RapportError as above */
  profitability(context: Reads, question: ProfitabilityQuestion): Promise<readonly (ProfitabilityData | null)[]>;
  /** The latest laws of buying of each segment. One statement. */
  fits(reader: Reader): Promise<readonly StoredFit[]>;
  /** One statement. By the contacts of the model's window before an instant. */
  moves(context: Reads, customerIds: readonly number[], at: Date): Promise<readonly (readonly ChannelMove[])[]>;
}

export interface ProfitabilityServices {
  readonly accounts: Accounts;
  readonly model: { readonly document: ModelDocument };
  readonly channelOf: (type: string) => string | null;
  /** Kinds of customers whose single purchases may be known. */
  readonly transactionKinds: readonly string[];
}

export function createProfitabilityReader(services: ProfitabilityServices): ProfitabilityReader {
  const { accounts, model, channelOf } = services;
  const expectations = createExpectations(services.transactionKinds);
  const realised: ProfitabilityReader['realised'] = async ({ reader, visible }, { customerIds, days, edition }) => {
    const requests = customerIds.map((customerId) => ({ customerId, ...days }));
    return checkedEdition(await accounts.accounts(reader, requests, { edition, visible }), edition);
  };
  return {
    realised,
    profitability: async (context, question) => {
      const { reader, visible } = context;
      const { customerIds, days, edition } = question;
      const realisedByCustomer = await realised(context, question);
      const requests = customerIds.map((customerId) => ({ customerId, from: null, to: days.to }));
      const histories = await accounts.accounts(reader, requests, { edition, visible });
      const rows = await readFits(reader, customerIds, accounts.reportingCurrency);
      const fits = alignByKey(customerIds, rows, ({ customer_id }) => customer_id);
      const year = yearBefore(days.to);
      return customerIds.map((_, index) => {
        const [own, history, fit] = [realisedByCustomer[index] ?? null, histories[index] ?? null, fits[index] ?? null];
        if (own === null || history === null || fit === null) return null;
        const lastYear = history.entries.filter(({ occurredOn }) => occurredOn > year);
        const expected = expectations.of({ fits: fit, account: history, year: lastYear, lastDay: days.to });
        return {
          realised: own,
          classification: classify(own, 'code' in expected ? undefined : expected.contribution),
          growth: trendOf(history.entries, days.to),
          expected,
        };
      });
    },
    fits: (reader) => readLatestFits(reader, accounts.reportingCurrency),
    moves: async (context, customerIds, at) => {
      const { money } = model.document;
      const since = new Date(at.getTime() - money.windowDays * dayMs);
      const uses = await readChannelUse(context, customerIds, since, at);
      const prices = channelPrices(model.document, channelOf);
      return groupByKey(customerIds, uses, ({ customer_id }) => customer_id).map((own) =>
        channelMoves(own, prices, money.kappaMinor),
      );
    },
  };
}

function checkedEdition(found: readonly (Account | null)[], edition: number | null): readonly (Account | null)[] {
  if (edition !== null && found.some((account) => account !== null && account.edition !== edition)) {
    throw new RapportError('NOT_FOUND', `There is no edition ${edition} of exchange rates.`);
  }
  return found;
}

function yearBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 365 * dayMs).toISOString().slice(0, 10);
}
