import { z } from 'rapport/sdk';

export const speakerRoles = ['speaker', 'faculty', 'chair', 'panellist', 'poster'] as const;
export const scanPlaces = ['entrance', 'session', 'booth', 'other'] as const;

const text = z.string().trim().min(1).max(500);
const minutes = z.number().min(0).max(1440);

export const registrationDetails = z.strictObject({ event: text, role: text.optional() });

/** One day of attendance; a congress of three days is three records, or one with `count` 3. */
export const attendanceDetails = z.strictObject({ event: text, hours: z.number().min(0).max(24).optional() });

export const sessionDetails = z.strictObject({ event: text, session: text, minutes: minutes.optional() });

export const boothDetails = z.strictObject({
  event: text,
  booth: text.optional(),
  minutes: minutes.optional(),
  topics: z.array(text).max(20).optional(),
  note: z.string().trim().min(1).max(2000).optional(),
});

export const badgeDetails = z.strictObject({ event: text, place: z.enum(scanPlaces).optional() });

export const businessCardDetails = z.strictObject({
  event: text.optional(),
  note: z.string().trim().min(1).max(2000).optional(),
});

export const talkDetails = z.strictObject({
  event: text.optional(),
  title: text.optional(),
  role: z.enum(speakerRoles).optional(),
  audience: z.number().int().min(0).max(1_000_000).optional(),
});
