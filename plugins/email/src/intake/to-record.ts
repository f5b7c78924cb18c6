import { asNumber, asText, type CustomerKey, emailKey, type InteractionRecord, present } from 'rapport/sdk';
import type { EmailOptions } from '../options';
import { machineReason } from './machine';
import { instantFromSeconds, type MailEvent } from './mail-event';

/** The record of a mail event; undefined when nothing names the customer. */
export function toRecord(event: MailEvent, options: EmailOptions): InteractionRecord | undefined {
  const customer = customerOf(event, options);
  if (customer.length === 0) return undefined;
  const names = options.argumentNames;
  const argument = (name: string) => asText(event.arguments[name], 80);
  const { messageId } = event;
  const campaign = asText(event.arguments[names.campaign]) ?? event.campaign;
  return present({
    kind: 'interaction' as const,
    source: event.source,
    sourceKey: event.key,
    type: event.type,
    customer,
    occurredAt: event.happenedAt.toISOString(),
    brand: argument(names.brand),
    actor: argument(names.actor),
    content: argument(names.content),
    details: present({ messageId, campaign, ...event.details }),
    filtered: filterOf(event, options),
    channelPermission: permissionOf(event, options),
  });
}

/** What the sender says the customer is goes before the address, which several people may share. */
function customerOf(event: MailEvent, options: EmailOptions): readonly CustomerKey[] {
  const named = Object.entries(options.identifierArguments).flatMap(([argument, system]) => {
    const value = asText(event.arguments[argument], 200);
    return value === undefined ? [] : [{ system, value }];
  });
  if (named.length > 0) return named;
  return event.address === undefined ? [] : [emailKey(event.address)];
}

function filterOf(event: MailEvent, options: EmailOptions): InteractionRecord['filtered'] {
  if (event.reader === undefined) return undefined;
  const reason = machineReason({ ...event.reader, secondsAfterSending: secondsAfterSending(event, options) }, options);
  if (reason === undefined) return undefined;
  return { code: event.type === 'email.opened' ? 'MACHINE_OPEN_FILTERED' : 'BOT_FILTERED', reason };
}

function secondsAfterSending(event: MailEvent, options: EmailOptions): number | undefined {
  const sentAt = instantOf(event.arguments[options.argumentNames.sentAt]) ?? event.sentAt;
  return sentAt === undefined ? undefined : (event.happenedAt.getTime() - sentAt.getTime()) / 1000;
}

function instantOf(value: unknown): Date | undefined {
  const seconds = asNumber(value);
  if (seconds !== undefined) return instantFromSeconds(seconds);
  const text = asText(value);
  // Without a zone the text would be read in the zone of this machine.
  if (text === undefined || !/(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** Opt-outs, complaints and opt-ins change the permission by their types. */
function permissionOf(event: MailEvent, options: EmailOptions): InteractionRecord['channelPermission'] {
  const isHardBounce = event.type === 'email.bounced' && event.details.kind === 'hard';
  return isHardBounce && options.hardBounce === 'close' ? 'close' : undefined;
}
