import { z } from 'rapport/sdk';

/** What a Segment `track` event may become. */
export const trackTargets = [
  'web.download',
  'web.enquiry',
  'web.video_watched',
  'web.elearning_passed',
  'web.search',
  'web.webinar_registered',
  'web.webinar_attended',
] as const;
export type TrackTarget = (typeof trackTargets)[number];

export const optionsSchema = z.strictObject({
  segment: z
    .strictObject({
      /** Keys that sites may send with; without any the collector stays shut. */
      writeKeys: z.array(z.string().min(8)).default([]),
      /** Names of `track` events and what they are, beside the documented ones. */
      events: z.record(z.string(), z.enum(trackTargets)).default({}),
      /** Traits that name the customer: trait -> identifier system. */
      identifierTraits: z.record(z.string(), z.string().min(1)).default({ npi: 'us-npi', email: 'email' }),
    })
    .prefault({}),
  accessLog: z
    .strictObject({
      /** Secret that makes visitor keys of different installations differ and keeps addresses from being guessed back. */
      salt: z.string().optional(),
    })
    .prefault({}),
  /** Beginnings of paths and the brand they are about: `/cardivane` -> `CARDIVANE`. The longest that fits counts. */
  brandPaths: z.record(z.string().startsWith('/'), z.string().min(1)).default({}),
});

export type WebOptions = z.infer<typeof optionsSchema>;
