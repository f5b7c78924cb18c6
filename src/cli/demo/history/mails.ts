import type { InteractionRecord } from '../../../sdk';
import { later, moments } from '../moments';
import { mailContent } from '../reference-records';
import { contact, type HistoryContext } from './contact';

const hour = 1 / 24;

/** Mails with what becomes of them. Now and then somebody who never opens has enough and closes the channel. */
export function* mails(context: HistoryContext): Generator<InteractionRecord> {
  const { customer, period, random } = context;
  if (customer.kind === 'consumer') return;
  let number = 0;
  for (const at of moments(customer.archetype.mailsPerYear, period, random)) {
    number += 1;
    const mail: Mail = {
      base: { brand: customer.brand, content: mailContent(customer.brand, random.integer(1, 3)) },
      messageId: `${customer.key.value}-mail-${number}`,
    };
    yield contact(customer, at, 'sent', { ...mail.base, type: 'email.sent', details: { messageId: mail.messageId } });
    if (random.chance(0.02)) continue;
    yield contact(customer, new Date(at.getTime() + 4_000), 'delivered', {
      ...mail.base,
      type: 'email.delivered',
      details: { messageId: mail.messageId },
    });
    yield* reading(context, at, mail);
    if (customer.archetype.opened < 0.2 && random.chance(0.01)) {
      yield* farewell(context, at, mail);
      return;
    }
  }
}

interface Mail {
  readonly base: { readonly brand: string; readonly content: string };
  readonly messageId: string;
}

function* reading({ customer, period, random }: HistoryContext, at: Date, mail: Mail): Generator<InteractionRecord> {
  const details = { messageId: mail.messageId };
  if (random.chance(0.1)) {
    const filtered = {
      code: 'MACHINE_OPEN_FILTERED',
      reason: 'opened by a mail scanner within seconds of delivery',
    } as const;
    yield contact(customer, new Date(at.getTime() + 9_000), 'scanned', {
      ...mail.base,
      type: 'email.opened',
      details,
      filtered,
    });
  }
  const opened = random.chance(customer.archetype.opened) ? later(at, hour * random.integer(1, 60), period) : null;
  if (opened === null) return;
  yield contact(customer, opened, 'opened', { ...mail.base, type: 'email.opened', details });
  const clicked = random.chance(customer.archetype.clicked) ? later(opened, hour / 20, period) : null;
  if (clicked === null) return;
  const url = `https://example.org/${mail.base.content}`;
  yield contact(customer, clicked, 'clicked', { ...mail.base, type: 'email.clicked', details: { ...details, url } });
  const replied = random.chance(0.06) ? later(clicked, hour * random.integer(1, 20), period) : null;
  if (replied !== null) yield contact(customer, replied, 'replied', { ...mail.base, type: 'email.replied', details });
}

function* farewell({ customer, period }: HistoryContext, at: Date, mail: Mail): Generator<InteractionRecord> {
  const left = later(at, hour * 5, period);
  if (left === null) return;
  const details = { messageId: mail.messageId, scope: 'all' };
  yield contact(customer, left, 'unsubscribed', {
    ...mail.base,
    type: 'email.unsubscribed',
    channelPermission: 'close',
    details,
  });
}
