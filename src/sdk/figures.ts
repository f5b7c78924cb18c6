import type { Figure } from './source';

/**
 * How many interactions of these types a customer has, or of those whose details have these values.
 *
 * @since 0.1.0
 * @example
 * import { countOf } from 'rapport/sdk';
 *
 * countOf('email.bounced', { kind: 'hard' }); // => { figure: 'count', types: ['email.bounced'], where: { kind: 'hard' } }
 */
export const countOf = (
  types: string | readonly string[],
  where?: Readonly<Record<string, string | boolean>>,
): Extract<Figure, { figure: 'count' }> => ({
  figure: 'count',
  types: asList(types),
  ...(where === undefined ? {} : { where }),
});

/**
 * The sum of a numeric details path over interactions of these types.
 *
 * @since 0.1.0
 * @example
 * import { sumOf, within } from 'rapport/sdk';
 *
 * within(30, sumOf('sms.message_sent', 'segments')); // => { figure: 'sum', types: ['sms.message_sent'], path: 'segments', sinceDays: 30 }
 */
export const sumOf = (types: string | readonly string[], path: string): Extract<Figure, { figure: 'sum' }> => ({
  figure: 'sum',
  types: asList(types),
  path,
});

/**
 * When the last interaction of these types was; null without any.
 *
 * @since 0.1.0
 * @example
 * import { latestOf } from 'rapport/sdk';
 *
 * latestOf(['sms.reply_received']); // => { figure: 'latest', types: ['sms.reply_received'] }
 */
export const latestOf = (types: string | readonly string[]): Figure => ({ figure: 'latest', types: asList(types) });

/**
 * How many interactions of the first types there are for each of the second, 0 to 1; null when there is none of the second.
 *
 * @since 0.1.0
 * @example
 * import { distinct, ratioOf } from 'rapport/sdk';
 *
 * distinct('messageId', ratioOf('email.opened', 'email.delivered')).distinct; // => 'messageId'
 */
export const ratioOf = (
  of: string | readonly string[],
  to: string | readonly string[],
): Extract<Figure, { figure: 'ratio' }> => ({
  figure: 'ratio',
  of: asList(of),
  to: asList(to),
});

/**
 * Counts the different values of a details path instead of events: messages opened, not openings.
 *
 * @since 0.1.0
 * @example
 * import { countOf, distinct } from 'rapport/sdk';
 *
 * distinct('threadId', countOf('sms.reply_received')).distinct; // => 'threadId'
 */
export function distinct<F extends Extract<Figure, { figure: 'count' | 'ratio' }>>(path: string, figure: F): F {
  return { ...figure, distinct: path };
}

/**
 * The same figure over the last days only, counted back from the clock of the request.
 *
 * @since 0.1.0
 * @example
 * import { countOf, within } from 'rapport/sdk';
 *
 * within(30, countOf('sms.reply_received')).sinceDays; // => 30
 */
export function within<F extends Exclude<Figure, { figure: 'latest' }>>(days: number, figure: F): F {
  return { ...figure, sinceDays: days };
}

function asList(types: string | readonly string[]): readonly string[] {
  return typeof types === 'string' ? [types] : types;
}
