import type { Contribution, Contributions, ErrorCode, InteractionEvent, SignalDeclaration } from '../../sdk';

interface AnswerFault {
  readonly code: ErrorCode;
  readonly subject: string;
  readonly reason: string;
}

const mostContributions = 16;

/** What is wrong with a hook's answer, held against the declarations of its plugin. */
export function answerFaults(
  declared: Contributions,
  event: InteractionEvent,
  answer: readonly Contribution[],
): readonly AnswerFault[] {
  const tooMany: readonly AnswerFault[] =
    answer.length <= mostContributions
      ? []
      : [
          invalid(
            event.type,
            `gives ${answer.length} contributions for a sample of "${event.type}"; at most ${mostContributions} are allowed.`,
          ),
        ];
  return [...tooMany, ...answer.flatMap((contribution) => contributionFaults(declared, event, contribution))];
}

function contributionFaults(
  { signals = [], adoption = [] }: Contributions,
  event: InteractionEvent,
  contribution: Contribution,
): readonly AnswerFault[] {
  if (typeof contribution !== 'object' || contribution === null) {
    return [invalid(event.type, `answers something that is no contribution for a sample of "${event.type}".`)];
  }
  const signal = signals.find(({ id }) => id === contribution.signal);
  const evidence = contribution.adoption?.evidence;
  const faults: AnswerFault[] = signal === undefined ? [undeclaredSignal(contribution)] : [];
  if (evidence !== undefined && !adoption.some((each) => each.evidence === evidence)) {
    const reason = `score() reports the adoption evidence "${evidence}", which the plugin does not declare. Declare it under adoption.`;
    faults.push({ code: 'ADOPTION_UNDECLARED', subject: evidence, reason });
  }
  return [...faults, ...amountFaults(signal, contribution)];
}

function undeclaredSignal({ signal }: Contribution): AnswerFault {
  const reason = `score() reports the signal "${signal}", which the plugin does not declare. Declare it under signals, or correct the name.`;
  return { code: 'SIGNAL_UNDECLARED', subject: String(signal), reason };
}

function amountFaults(signal: SignalDeclaration | undefined, contribution: Contribution): readonly AnswerFault[] {
  const { amount, units = 0, minutes = 0, adoption } = contribution;
  const subject = String(contribution.signal);
  const faults: AnswerFault[] = [];
  if (!Number.isFinite(amount)) faults.push(invalid(subject, `gives the amount ${amount}. Amounts are finite.`));
  else if (signal !== undefined && Math.abs(amount) > signal.maxAmount) {
    faults.push(
      invalid(subject, `gives the amount ${amount}; maxAmount is ${signal.maxAmount}. Cap it, or raise that.`),
    );
  } else if (signal !== undefined && amount < 0 && !signal.signed) {
    faults.push(
      invalid(subject, `gives the amount ${amount}, but the signal is not signed. Declare it so, or answer 0.`),
    );
  }
  for (const [name, value] of Object.entries({ units, minutes })) {
    if (!(Number.isFinite(value) && value >= 0)) {
      faults.push(invalid(subject, `gives ${value} ${name}. Use 0 or a finite number above it.`));
    }
  }
  if (adoption !== undefined && (typeof adoption.brand !== 'string' || adoption.brand === '')) {
    faults.push(invalid(subject, 'gives adoption evidence without a brand. Leave it out when the event names none.'));
  }
  return faults;
}

function invalid(subject: string, reason: string): AnswerFault {
  return { code: 'SCORE_INVALID', subject, reason: `score() ${reason}` };
}
