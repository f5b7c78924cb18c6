import { asNumber, asObject, asText, isObject, present } from 'rapport/sdk';
import { bareUrl, instantFromSeconds, type MailEvent, type MailEventType } from '../intake/mail-event';
import { malformed, notAContact, type ReadEvent } from '../intake/to-item';

/** One element of the array that SendGrid's event web hook posts. Custom arguments stand among its own keys. */
export function readSendgridEvent(given: unknown): ReadEvent {
  if (!isObject(given)) return { rejected: malformed('The event is no JSON object.') };
  const name = asText(given.event) ?? '';
  const type = types.get(name);
  if (name === 'deferred') return { rejected: notAContact('Delivery was put off; the service tries again.') };
  if (type === undefined)
    return { rejected: notAContact(`"${name}" is no event that says anything about a customer.`) };
  const key = asText(given.sg_event_id, 200);
  if (key === undefined) return { rejected: malformed('The event has no sg_event_id.') };
  const happenedAt = instantFromSeconds(asNumber(given.timestamp));
  if (happenedAt === undefined) return { rejected: { code: 'TIME_INVALID', reason: 'timestamp is no Unix time.' } };
  const details = detailsOf(type, given);
  if (details === undefined) return { rejected: malformed('The click has no url.') };
  return { event: { ...base(given), type, key, happenedAt, details, ...readerOf(type, given) } };
}

const types: ReadonlyMap<string, MailEventType> = new Map([
  ['processed', 'email.sent'],
  ['delivered', 'email.delivered'],
  ['open', 'email.opened'],
  ['click', 'email.clicked'],
  ['bounce', 'email.bounced'],
  ['dropped', 'email.dropped'],
  ['spamreport', 'email.marked_as_spam'],
  ['unsubscribe', 'email.unsubscribed'],
  ['group_unsubscribe', 'email.unsubscribed'],
  ['group_resubscribe', 'email.resubscribed'],
]);

type Given = Readonly<Record<string, unknown>>;

function base(given: Given): Pick<MailEvent, 'source' | 'address' | 'arguments' | 'messageId' | 'campaign'> {
  return {
    source: 'sendgrid',
    address: asText(given.email, 320),
    arguments: { ...asObject(given.unique_args), ...asObject(given.custom_args), ...given },
    messageId: asText(given.sg_message_id)?.split(/\.(?:filter|recvd)/, 1)[0],
    campaign: asText(given.marketing_campaign_name) ?? asText(given.singlesend_name) ?? categoriesOf(given)?.[0],
  };
}

function detailsOf(type: MailEventType, given: Given): Given | undefined {
  switch (type) {
    case 'email.sent':
    case 'email.delivered':
      return present({ subject: asText(given.subject), categories: categoriesOf(given) });
    case 'email.bounced':
      return present({ kind: bounceKind(given), reason: asText(given.reason), status: asText(given.status) });
    case 'email.dropped':
      return present({ kind: 'suppressed', reason: asText(given.reason), status: asText(given.status) });
    case 'email.clicked': {
      const url = asText(given.url, 2000);
      return url === undefined ? undefined : present({ url: bareUrl(url), userAgent: asText(given.useragent) });
    }
    case 'email.opened':
      return present({ userAgent: asText(given.useragent) });
    default:
      return preference(given);
  }
}

/** `blocked` is a refusal of this message, `bounce` one of the address. */
function bounceKind(given: Given): string {
  return given.type === 'blocked' ? 'blocked' : 'hard';
}

function preference(given: Given): Given {
  const group = asText(given.asm_group_id);
  return String(given.event).startsWith('group_') ? present({ scope: 'group', group }) : { scope: 'all' };
}

function categoriesOf(given: Given): readonly string[] | undefined {
  const listed = Array.isArray(given.category) ? given.category : [given.category];
  const categories = listed.flatMap((entry) => asText(entry) ?? []).slice(0, 10);
  return categories.length === 0 ? undefined : categories;
}

function readerOf(type: MailEventType, given: Given): Pick<MailEvent, 'reader'> {
  if (type !== 'email.opened' && type !== 'email.clicked') return {};
  const flaggedAs = given.sg_machine_open === true ? 'sg_machine_open' : undefined;
  return { reader: { userAgent: asText(given.useragent), flaggedAs } };
}
