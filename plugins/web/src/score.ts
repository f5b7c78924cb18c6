import {
  asNumber,
  type BatchScoringHook,
  type Contribution,
  type InteractionEvent,
  type ScoringHook,
} from 'rapport/sdk';

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

/** The same of many visits: the rule of a type is looked up once, not once per event. */
export const scoreBatch: BatchScoringHook = ({ length, type, brand, details }) => {
  const [row, signal, amount]: [number[], string[], number[]] = [[], [], []];
  const path: (string | undefined)[] = [];
  const adoption: Contribution['adoption'][] = [];
  const ruled = type.values.map((id) => ({ id, rule: rules.get(id) }));
  for (let event = 0; event < length; event += 1) {
    const kind = ruled[type.codes[event] ?? -1];
    const verdict = kind?.rule?.({ details: details[event] ?? {} });
    if (kind === undefined || verdict === undefined || verdict.amount <= 0) continue;
    const code = brand.values[brand.codes[event] ?? -1];
    row.push(event);
    signal.push(kind.id);
    amount.push(verdict.amount);
    path.push(verdict.path);
    adoption.push(verdict.evidence && code !== undefined ? { evidence: kind.id, brand: code } : undefined);
  }
  return { row, signal, amount, path, adoption };
};

interface Verdict {
  readonly amount: number;
  readonly path?: string;
  /** Whether it speaks for a step of the adoption ladder, if a brand is named. */
  readonly evidence: boolean;
}

type Visit = Pick<InteractionEvent, 'details'>;

const rules: ReadonlyMap<string, (visit: Visit) => Verdict> = new Map([
  ['web.page_view', () => ({ amount: 1, evidence: true })],
  ['web.download', ({ details }) => ({ amount: 1, evidence: details.kind === 'label' || details.kind === 'study' })],
  ['web.enquiry', () => ({ amount: 1, evidence: false })],
  ['web.video_watched', (visit) => byShare(visit, 0)],
  ['web.elearning_passed', () => ({ amount: 1, evidence: true })],
  ['web.search', () => ({ amount: 1, evidence: false })],
  ['web.webinar_registered', () => ({ amount: 1, evidence: true })],
  // Somebody who is known to have come, for an unknown time, counts as half of the seminar.
  ['web.webinar_attended', (visit) => byShare(visit, 0.5)],
] satisfies [string, (visit: Visit) => Verdict][]);

function byShare({ details }: Visit, unknown: number): Verdict {
  const share = asNumber(details.share);
  if (share === undefined) return { amount: unknown, evidence: false };
  const amount = Math.min(Math.max(share, 0), 1);
  return { amount, path: 'share', evidence: amount > 0.5 };
}
