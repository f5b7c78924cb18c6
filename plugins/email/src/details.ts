import { z } from 'rapport/sdk';

export const failureKinds = ['hard', 'blocked', 'suppressed'] as const;
export type FailureKind = (typeof failureKinds)[number];

export const preferenceScopes = ['all', 'group'] as const;
export type PreferenceScope = (typeof preferenceScopes)[number];

const text = z.string().trim().min(1).max(500);

const message = {
  messageId: text.optional(),
  campaign: text.optional(),
};

export const messageDetails = z.strictObject({
  ...message,
  subject: text.optional(),
  categories: z.array(text).max(10).optional(),
});

export const failureDetails = z.strictObject({
  ...message,
  kind: z.enum(failureKinds),
  reason: text.optional(),
  status: text.optional(),
});

export const openDetails = z.strictObject({ ...message, userAgent: text.optional() });

export const clickDetails = z.strictObject({
  ...message,
  url: z.string().trim().min(1).max(2000),
  userAgent: text.optional(),
});

export const replyDetails = z.strictObject({
  ...message,
  subject: text.optional(),
  text: z.string().trim().min(1).max(10_000).optional(),
});

export const preferenceDetails = z.strictObject({
  ...message,
  scope: z.enum(preferenceScopes),
  group: text.optional(),
});
