import { asObject, asText, type CustomerKey, emailKey, emailSystem, type IdentifierRecord } from 'rapport/sdk';
import type { WebOptions } from '../options';
import { userSystem, visitorSystem } from '../visitors';
import type { Message } from './messages';

/**
 * Who did it. A stated person goes before the browser: several people may share a device, and what one of them does there
 * must not be laid to another.
 */
export function customerOf(message: Message, options: WebOptions): readonly CustomerKey[] {
  const persons = [...namedKeys(message, options), ...keyOf(userSystem, message.body.userId)];
  return persons.length > 0 ? persons : keyOf(visitorSystem, message.body.anonymousId);
}

/** What an `identify` or `alias` call links: the browser and the user name to the customer; undefined when nothing is left to link. */
export function linkOf(message: Message, options: WebOptions): Pick<IdentifierRecord, 'customer' | 'add'> | undefined {
  const named = namedKeys(message, options);
  const user = keyOf(userSystem, message.body.userId);
  const browser = keyOf(visitorSystem, message.body.anonymousId ?? message.body.previousId);
  const [customer, add] = named.length > 0 ? [named, [...user, ...browser]] : [user, browser];
  return customer.length === 0 || add.length === 0 ? undefined : { customer, add };
}

/** Traits that name the customer, from the call itself or from its context. */
function namedKeys({ body }: Message, options: WebOptions): readonly CustomerKey[] {
  const traits = { ...asObject(asObject(body.context).traits), ...asObject(body.traits) };
  return Object.entries(options.segment.identifierTraits).flatMap(([trait, system]) => keyOf(system, traits[trait]));
}

function keyOf(system: string, value: unknown): readonly CustomerKey[] {
  const text = asText(value, 200);
  if (text === undefined) return [];
  return [system === emailSystem ? emailKey(text) : { system, value: text }];
}
