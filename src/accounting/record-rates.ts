import { currencyDigits, RapportError, type Writer } from '../sdk';
import { compareText, modelHash } from '../value';
import {
  type Edition,
  insertEdition,
  latestEdition,
  lockEditions,
  markAccountsOutdated,
  newQuotes,
  type Quote,
} from './exchange-rates.store';

export interface NewRates {
  readonly source: string;
  /** Currency that the quotes are against, such as EUR for those of the European Central Bank. */
  readonly base: string;
  readonly quotes: readonly Quote[];
}

export interface RecordedRates {
  /** The edition in force afterwards; null when nothing was ever recorded. */
  readonly edition: Edition | null;
  /** How many quotes were new or differ from those before. Without any, no edition is made. */
  readonly recorded: number;
}

/**
 * Adds quotes as a new edition. Quotes that are known already make none, so a file may be recorded again and again; a quote
 * that differs corrects the old one from this edition on, while figures of earlier editions stay what they were.
 *
 * @throws RapportError BAD_INPUT for a quote that is not a positive decimal, given twice, or of the base itself;
 *   CURRENCY_UNKNOWN; CONFLICT when earlier editions have another base
 */
export async function recordRates(writer: Writer, rates: NewRates, now: Date): Promise<RecordedRates> {
  const quotes = checkedQuotes(rates);
  await lockEditions(writer);
  const before = await latestEdition(writer);
  if (before !== null && before.base !== rates.base) {
    throw new RapportError('CONFLICT', `Rates are quoted against ${before.base} here, not against ${rates.base}.`);
  }
  const fresh = quotes.length === 0 ? [] : await newQuotes(writer, quotes);
  if (fresh.length === 0) return { edition: before, recorded: 0 };
  const hash = modelHash({ before: before?.hash ?? null, base: rates.base, quotes: fresh });
  const edition: Edition = {
    id: (before?.id ?? 0) + 1,
    source: rates.source,
    base: rates.base,
    recorded_at: now,
    hash,
  };
  await insertEdition(writer, edition, fresh);
  await markAccountsOutdated(writer);
  return { edition, recorded: fresh.length };
}

function checkedQuotes({ base, quotes }: NewRates): readonly Quote[] {
  currencyDigits(base);
  const inOrder = quotes.toSorted(
    (one, other) => compareText(one.currency, other.currency) || compareText(one.day, other.day),
  );
  for (const [index, { currency, day, unitsPerBase }] of inOrder.entries()) {
    currencyDigits(currency);
    const before = inOrder[index - 1];
    if (currency === base) throw new RapportError('BAD_INPUT', `${base} needs no rate against itself.`);
    if (before?.currency === currency && before.day === day) {
      throw new RapportError('BAD_INPUT', `${currency} has two rates on ${day}.`);
    }
    if (!isQuote(unitsPerBase)) {
      throw new RapportError('BAD_INPUT', `"${unitsPerBase}" ${currency} on ${day} is not a positive decimal.`);
    }
  }
  return inOrder;
}

/** Whether a text is a positive decimal such as 1.0837, of at most 30 characters. */
export function isQuote(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && text.length <= 30 && /[1-9]/.test(text);
}
