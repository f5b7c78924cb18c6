import { type Principal, RapportError } from '../../sdk';

/**
 * Who decides about a value model: the person named, with the credentials the decision came with. The one place that says who
 * may: rules for roles belong here.
 *
 * @throws RapportError BAD_INPUT without a name
 */
export function decisionMaker(named: string, principal: Pick<Principal, 'name'>): string {
  if (named.trim() === '') throw new RapportError('BAD_INPUT', 'input.decidedBy must name a person.');
  return `${named.trim()} (${principal.name})`;
}
