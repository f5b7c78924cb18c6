import { asNumber, asObject, asText, isObject, present } from 'rapport/sdk';
import { bareUrl, instantFromSeconds, type MailEvent, type MailEventType } from '../intake/mail-event';
import { malformed, notAContact, type ReadEvent } from '../intake/to-item';

/** `event-data` of one Mailgun web hook. */
export function readMailgunEvent(given: unknown): ReadEvent {
  if (!isObject(given)) return { rejected: malformed('The body has no event-data.') };
  const name = asText(given.event) ?? '';
  if (name === 'failed' && given.severity === 'temporary') {
    return { rejected: notAContact('Delivery failed for now; the service tries again.') };
  }
  const type = name === 'failed' ? failureType(given) : types.get(name);
  if (type === undefined)
    return { rejected: notAContact(`"${name}" is no event that says anything about a customer.`) };
  const key = asText(given.id, 200);
  if (key === undefined) return { rejected: malformed('The event has no id.') };
  const happenedAt = instantFromSeconds(asNumber(given.timestamp));
  if (happenedAt === undefined) return { rejected: { code: 'TIME_INVALID', reason: 'timestamp is no Unix time.' } };
  const details = detailsOf(type, given);
  if (details === undefined) return { rejected: malformed('The click has no url.') };
  return { event: { ...base(given), type, key, happenedAt, details, ...readerOf(type, given) } };
}

const types: ReadonlyMap<string, MailEventType> = new Map([
  ['accepted', 'email.sent'],
  ['delivered', 'email.delivered'],
  ['opened', 'email.opened'],
  ['clicked', 'email.clicked'],
  ['rejected', 'email.dropped'],
  ['complained', 'email.marked_as_spam'],
  ['unsubscribed', 'email.unsubscribed'],
]);

type Given = Readonly<Record<string, unknown>>;

/** Reasons such as `suppress-bounce` say that nothing was sent because of what happened earlier. */
function failureType(given: Given): MailEventType {
  return asText(given.reason)?.startsWith('suppress') === true ? 'email.dropped' : 'email.bounced';
}

function base(given: Given): Pick<MailEvent, 'source' | 'address' | 'arguments' | 'messageId' | 'campaign' | 'sentAt'> {
  const headers = asObject(asObject(given.message).headers);
  const messageId = asText(headers['message-id'])?.replaceAll(/[<>]/g, '');
  return {
    source: 'mailgun',
    address: asText(given.recipient, 320),
    arguments: asObject(given['user-variables']),
    messageId,
    campaign: tagsOf(given)?.[0],
    sentAt: sentAtOf(messageId),
  };
}

/** Ids that Mailgun gives out begin with the time of sending in UTC: `20261120093000.1.ABCDEF@mg.example.com`. */
function sentAtOf(messageId: string | undefined): Date | undefined {
  const match = /^(20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\./.exec(messageId ?? '');
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

function detailsOf(type: MailEventType, given: Given): Given | undefined {
  const userAgent = asText(asObject(given['client-info'])['user-agent']);
  const status = asObject(given['delivery-status']);
  const reason = asText(status.description) ?? asText(status.message) ?? rejectReason(given);
  switch (type) {
    case 'email.sent':
    case 'email.delivered': {
      const { subject } = asObject(asObject(given.message).headers);
      return present({ subject: asText(subject), categories: tagsOf(given) });
    }
    case 'email.bounced':
      return present({ kind: bounceKind(given, status), reason, status: smtpStatus(status) });
    case 'email.dropped':
      return present({ kind: 'suppressed', reason, status: smtpStatus(status) });
    case 'email.clicked': {
      const url = asText(given.url, 2000);
      return url === undefined ? undefined : present({ url: bareUrl(url), userAgent });
    }
    case 'email.opened':
      return present({ userAgent });
    default:
      return { scope: 'all' };
  }
}

/** Mailgun says `bounce` when the address was refused; other permanent failures, such as `generic`, are refusals of the message. */
function bounceKind(given: Given, status: Given): string {
  return given.reason === 'bounce' || smtpStatus(status)?.startsWith('5.1.') === true ? 'hard' : 'blocked';
}

function smtpStatus(status: Given): string | undefined {
  return asText(status['enhanced-code']) ?? asText(status.code);
}

function rejectReason(given: Given): string | undefined {
  return asText(asObject(given.reject).reason) ?? asText(given.reason);
}

function tagsOf(given: Given): readonly string[] | undefined {
  const tags = (Array.isArray(given.tags) ? given.tags : []).flatMap((tag) => asText(tag) ?? []).slice(0, 10);
  return tags.length === 0 ? undefined : tags;
}

function readerOf(type: MailEventType, given: Given): Pick<MailEvent, 'reader'> {
  if (type !== 'email.opened' && type !== 'email.clicked') return {};
  const client = asObject(given['client-info']);
  const robot = asText(client['client-type']) === 'robot' ? 'robot' : undefined;
  return { reader: { userAgent: asText(client['user-agent']), flaggedAs: asText(client.bot)?.toLowerCase() ?? robot } };
}
