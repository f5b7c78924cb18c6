import { whereThrown } from '../../kernel/load/place-of';

/**
 * One way in which a plugin breaks the contract.
 *
 * @since 0.1.0
 */
export interface Finding {
  /** Name of the check, such as `hook-order-free`; the same in every version of the kit. */
  readonly check: string;
  /** What of the plugin is meant, such as `sms.reply_received`, `SmsReply.text` or `webHooks.gateway`. */
  readonly subject: string;
  /** What was seen. */
  readonly problem: string;
  /** What to change so that it is seen no more. */
  readonly change: string;
}

/**
 * Findings for people: each with its check, its subject, what was seen and what to change.
 *
 * @since 0.1.0
 * @example
 * import { formatFindings } from 'rapport/testing';
 *
 * const finding = { check: 'hook-pure', subject: 'score', problem: 'It asks the clock.', change: 'Leave time to the core.' };
 * formatFindings([finding]); // => 'hook-pure  score\n  It asks the clock.\n  To change: Leave time to the core.'
 */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(
      ({ check, subject, problem, change }) =>
        `${check}  ${subject}\n  ${indented(problem)}\n  To change: ${indented(change)}`,
    )
    .join('\n\n');
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

/** Makes the findings of one check. */
export const finder =
  (check: string) =>
  (subject: string, problem: string, change: string): Finding => ({ check, subject, problem, change });

/** What was thrown, and where in the plugin, in a sentence's words; whatever it was. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}${whereThrown(thrown)}` : String(thrown);
}

/** A value in a message: its JSON, cut where it gets long. */
export function shown(value: unknown): string {
  const text =
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
