import { z } from 'rapport/sdk';

export const downloadKinds = ['label', 'study', 'other'] as const;

const text = z.string().trim().min(1).max(500);
const path = z.string().trim().min(1).max(2000);
/** 1 is all of it. */
const share = z.number().min(0).max(1);

const visit = {
  path: path.optional(),
  referrer: path.optional(),
  campaign: text.optional(),
};

export const pageViewDetails = z.strictObject({ ...visit, path, title: text.optional() });

export const downloadDetails = z.strictObject({
  ...visit,
  file: text,
  kind: z.enum(downloadKinds).optional(),
});

export const enquiryDetails = z.strictObject({
  ...visit,
  topic: text,
  message: z.string().trim().min(1).max(10_000).optional(),
});

export const videoDetails = z.strictObject({ ...visit, title: text, share });

export const elearningDetails = z.strictObject({ ...visit, course: text, score: share.optional() });

export const searchDetails = z.strictObject({
  ...visit,
  query: text,
  results: z.number().int().min(0).max(1_000_000_000).optional(),
});

export const webinarRegistrationDetails = z.strictObject({ ...visit, title: text });

export const webinarAttendanceDetails = z.strictObject({ ...visit, title: text, share: share.optional() });
