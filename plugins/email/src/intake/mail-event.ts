import type { ReaderEvidence } from './machine';

/** What a mail service reported, in our words and without anything peculiar to the service. */
export interface MailEvent {
  readonly source: string;
  /** Unique and lasting id of the event at the service. */
  readonly key: string;
  readonly type: MailEventType;
  readonly happenedAt: Date;
  readonly address: string | undefined;
  /** Custom arguments or user variables that the sender attached to the message. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly messageId: string | undefined;
  readonly campaign: string | undefined;
  /** Details of the type, beside message and campaign. */
  readonly details: Readonly<Record<string, unknown>>;
  /** When the service says the message was sent. */
  readonly sentAt?: Date | undefined;
  readonly reader?: ReaderEvidence;
}

export type MailEventType =
  | 'email.sent'
  | 'email.delivered'
  | 'email.opened'
  | 'email.clicked'
  | 'email.bounced'
  | 'email.dropped'
  | 'email.unsubscribed'
  | 'email.resubscribed'
  | 'email.marked_as_spam';

/** A point in time from Unix seconds, whole or fractional; undefined outside the years 2001 to 2100. */
export function instantFromSeconds(seconds: number | undefined): Date | undefined {
  if (seconds === undefined || seconds < 978_307_200 || seconds >= 4_102_444_800) return undefined;
  return new Date(Math.round(seconds * 1000));
}

/** A link without query and fragment, where personal tokens travel. */
export function bareUrl(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}
