import { z } from 'rapport/sdk';

/** What a customer said or did about a brand during a conversation, as the representative noted it. */
export const reactions = [
  'explained_back',
  'intent_stated',
  'trial_requested',
  'use_started',
  'recommended',
  'colleague_referred',
  'disagreed',
  'switched_away',
] as const;
export type Reaction = (typeof reactions)[number];

export const visitCallTypes = ['face_to_face', 'group', 'meal'] as const;
export const remoteCallTypes = ['phone', 'video', 'chat'] as const;
export const questionKinds = ['dosing', 'mechanism', 'efficacy', 'safety', 'access', 'other'] as const;
export const declineReasons = ['no_time', 'no_interest', 'policy', 'absent', 'other'] as const;

/** Brands of one conversation: more would not leave room for their evidence among the 16 contributions of an event. */
export const maximumBrands = 6;

const code = z.string().trim().min(1).max(80);
const text = z.string().trim().min(1).max(500);
const quantity = z.number().int().min(1).max(10_000);

const conversation = {
  minutes: z.number().min(0).max(1440).optional(),
  topics: z.array(text).max(20).optional(),
  brands: z
    .array(z.strictObject({ code, reaction: z.enum(reactions).optional() }))
    .max(maximumBrands)
    .optional(),
  materials: z.array(code).max(20).optional(),
  samplesLeft: z
    .array(z.strictObject({ product: code, quantity }))
    .max(20)
    .optional(),
  location: text.optional(),
  attendees: z.number().int().min(1).max(1000).optional(),
};

export const visitDetails = z.strictObject({ callType: z.enum(visitCallTypes), ...conversation });
export const remoteCallDetails = z.strictObject({ callType: z.enum(remoteCallTypes), ...conversation });

export const plannedVisitDetails = z.strictObject({
  plannedDay: z.iso.date(),
  plannedTime: z.iso.datetime({ offset: true }).optional(),
  callType: z.enum([...visitCallTypes, ...remoteCallTypes]).optional(),
  objective: text.optional(),
});

export const declinedVisitDetails = z.strictObject({
  reason: z.enum(declineReasons).optional(),
  note: text.optional(),
});

export const questionDetails = z.strictObject({
  question: z.string().trim().min(1).max(2000),
  kind: z.enum(questionKinds),
  answered: z.boolean().optional(),
});

export const sampleRequestDetails = z.strictObject({ product: code, quantity });

export const sampleDeliveryDetails = z.strictObject({
  product: code,
  quantity,
  lot: code.optional(),
  receiptSigned: z.boolean().optional(),
});

export const materialDetails = z.strictObject({
  title: text,
  seconds: z.number().min(0).max(86_400).optional(),
});
