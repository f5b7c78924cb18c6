import { isbotMatch } from 'isbot';
import type { InteractionRecord } from 'rapport/sdk';

/** Why a program is no person; undefined when it names itself like a browser. */
export function robotFilter(userAgent: string | undefined): InteractionRecord['filtered'] {
  if (userAgent === undefined) return { code: 'BOT_FILTERED', reason: 'The program does not name itself.' };
  const match = isbotMatch(userAgent);
  if (match === null) return undefined;
  return { code: 'BOT_FILTERED', reason: `The program names itself as a robot: ${match.slice(0, 100)}.` };
}
