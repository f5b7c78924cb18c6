import { asNumber, type Contribution, type InteractionEvent, type ScoringHook } from 'rapport/sdk';

/** What one visit to our sites says about the relationship. Each signal has the name of its interaction type. */
export const score: ScoringHook = (event) => {
  const rule = rules.get(event.type);
  if (rule === undefined) return [];
  const { amount, path, evidence } = rule(event);
  if (amount <= 0) return [];
  const contribution: Contribution = { signal: event.type, amount, ...(path === undefined ? {} : { path }) };
  if (!evidence || event.brand === undefined) return [contribution];
  return [{ ...contribution, adoption: { evidence: event.type, brand: event.brand } }];
};

interface Verdict {
  readonly amount: number;
  readonly path?: string;
  /** Whether it speaks for a step of the adoption ladder, if a brand is named. */
  readonly evidence: boolean;
}

const rules: ReadonlyMap<string, (event: InteractionEvent) => Verdict> = new Map([
  ['web.page_view', () => ({ amount: 1, evidence: true })],
  ['web.download', ({ details }) => ({ amount: 1, evidence: details.kind === 'label' || details.kind === 'study' })],
  ['web.enquiry', () => ({ amount: 1, evidence: false })],
  ['web.video_watched', (event) => byShare(event, 0)],
  ['web.elearning_passed', () => ({ amount: 1, evidence: true })],
  ['web.search', () => ({ amount: 1, evidence: false })],
  ['web.webinar_registered', () => ({ amount: 1, evidence: true })],
  // Somebody who is known to have come, for an unknown time, counts as half of the seminar.
  ['web.webinar_attended', (event) => byShare(event, 0.5)],
] satisfies [string, (event: InteractionEvent) => Verdict][]);

function byShare({ details }: InteractionEvent, unknown: number): Verdict {
  const share = asNumber(details.share);
  if (share === undefined) return { amount: unknown, evidence: false };
  const amount = Math.min(Math.max(share, 0), 1);
  return { amount, path: 'share', evidence: amount > 0.5 };
}
