import type { ModelDocument } from './model/document';

/** Something the customer asked, `ageDays` ago, answered after `latencyDays`; null while unanswered. */
export interface ServiceRequest {
  readonly id: string;
  readonly ageDays: number;
  readonly latencyDays: number | null;
}

/** A need of the customer: met (1), partly (0.5), not met (0). */
export interface ServiceNeed {
  readonly id: string;
  readonly ageDays: number;
  readonly met: number;
}

/** Whether requests were answered and needs met, between -100 and 100; each is a line of its own, and the lines add up. */
export interface Service {
  readonly value: number;
  readonly lines: ReadonlyMap<string, number>;
}

/**
 * 0 without data, drawn towards 0 with little. A request still unanswered but not yet overdue is left out: it says
 * nothing yet.
 */
export function service(
  requests: readonly ServiceRequest[],
  needs: readonly ServiceNeed[],
  parameters: ModelDocument['service'],
): Service {
  const judged = requests.flatMap(({ id, ageDays, latencyDays }) => {
    const quality = answerQuality(ageDays, latencyDays, parameters);
    return quality === null ? [] : [{ id, ageDays, quality }];
  });
  const met = needs.map(({ id, ageDays, met: quality }) => ({ id, ageDays, quality }));
  const lines = new Map([...half(judged, parameters), ...half(met, parameters)]);
  return { value: [...lines.values()].reduce((sum, line) => sum + line, 0), lines };
}

/** 1 for an answer in time, halving with delay; 0 when overdue; null while it may still come. */
export function answerQuality(
  ageDays: number,
  latencyDays: number | null,
  parameters: ModelDocument['service'],
): number | null {
  const { graceDays, latencyHalfLifeDays, limitDays } = parameters;
  if (latencyDays !== null) return 2 ** (-Math.max(0, latencyDays - graceDays) / latencyHalfLifeDays);
  return ageDays > limitDays ? 0 : null;
}

interface Judged {
  readonly id: string;
  readonly ageDays: number;
  readonly quality: number;
}

function half(cases: readonly Judged[], { halfLifeDays, priorWeight }: ModelDocument['service']) {
  const weighted = cases.map((each) => ({ ...each, weight: 2 ** (-each.ageDays / halfLifeDays) }));
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0) + priorWeight;
  return weighted.map(({ id, weight, quality }) => [id, (50 * weight * (2 * quality - 1)) / total] as const);
}
