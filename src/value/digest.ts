import { createHash } from 'node:crypto';
import type { Evidence } from './evidence';
import { canonicalJson } from './model/canonical';
import { compareText } from './order';

/**
 * Names the evidence a value was computed from: SHA-256 of its canonical JSON, in hexadecimal. Labels are no evidence, and
 * what has decayed to nothing is as if it had never been.
 */
export function evidenceDigest(evidence: Evidence): string {
  const { sums, dialogue, actors, mass, tenureDays, periods, requests, needs, money, unconverted } = evidence;
  const inputs = {
    sums: amountsOf(sums),
    dialogue: amountsOf(dialogue),
    actors: amountsOf(actors),
    mass,
    tenureDays,
    periods: [...periods].sort(([left], [right]) => left - right).map(([period, { eventId }]) => [period, eventId]),
    requests: requests.map(({ id, ageDays, latencyDays }) => [id, ageDays, latencyDays]).sort(byFirst),
    needs: needs.map(({ id, ageDays, met }) => [id, ageDays, met]).sort(byFirst),
    money: money.map(({ id, amountMinor, basis }) => [id, amountMinor, basis]).sort(byFirst),
    unconverted: unconverted.map(({ currency, amountMinor }) => [currency, amountMinor]).sort(byFirst),
  };
  return createHash('sha256').update(canonicalJson(inputs)).digest('hex');
}

const amountsOf = (amounts: ReadonlyMap<string, number>) =>
  [...amounts].filter(([, amount]) => amount !== 0).sort(([left], [right]) => compareText(left, right));

const byFirst = ([left]: readonly unknown[], [right]: readonly unknown[]): number =>
  compareText(String(left), String(right));
