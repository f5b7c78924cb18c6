import { z } from 'rapport/sdk';

/** Longest time between signing and arrival. Wide on purpose: see the README's section on replays. */
const replayWindowMinutes = z.number().positive().max(10_080);

export const optionsSchema = z.strictObject({
  sendgrid: z
    .strictObject({
      /** Verification key of the signed event web hook, base64 as SendGrid shows it, or PEM. */
      publicKey: z.string().min(1).optional(),
      /** SendGrid tries again for 24 hours. */
      replayWindowMinutes: replayWindowMinutes.default(25 * 60),
    })
    .prefault({}),
  mailgun: z
    .strictObject({
      /** HTTP web hook signing key of the account. */
      signingKey: z.string().min(1).optional(),
      /** Mailgun tries again for 8 hours. */
      replayWindowMinutes: replayWindowMinutes.default(9 * 60),
    })
    .prefault({}),
  /** Custom arguments (SendGrid) or user variables (Mailgun) that name the customer: argument -> identifier system. */
  identifierArguments: z.record(z.string(), z.string().min(1)).default({ npi: 'us-npi' }),
  /** Names of the arguments that carry codes of ours. */
  argumentNames: z
    .strictObject({
      brand: z.string().default('brand'),
      content: z.string().default('content'),
      campaign: z.string().default('campaign'),
      actor: z.string().default('actor'),
      /** When the message was sent, Unix seconds or ISO 8601: lets clicks of scanners be told by their haste. */
      sentAt: z.string().default('sent_at'),
    })
    .prefault({}),
  /** Openings that come through the image proxies of Gmail and Yahoo, where a person cannot be told from a machine. */
  proxyOpens: z.enum(['filter', 'count']).default('filter'),
  /** An opening or click sooner than this after sending is a scanner's. */
  scannerSeconds: z.number().min(0).max(60).default(5),
  /** Whether a hard bounce closes the channel as an unsubscription does. */
  hardBounce: z.enum(['keep-open', 'close']).default('keep-open'),
});

export type EmailOptions = z.infer<typeof optionsSchema>;
