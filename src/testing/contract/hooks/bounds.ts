import { answerFaults } from '../../../kernel/check/contribution-rules';
import { errorCodes, type InteractionEvent } from '../../../sdk';
import { type Finding, finder, shown } from '../finding';
import { validEvents } from '../generate/events';
import { firstFinding } from '../generate/first-finding';
import { largestEvent } from '../generate/largest';
import type { StaticCheck } from '../subject';
import { asked, contributionsOf, endlessFinding, hookOf, runsFor } from './asked';

/** Amounts, their signs and their number, for all details that the schemas accept and not only for the samples. */
export const hookBounded: StaticCheck = {
  name: 'hook-bounded',
  says: 'says of no event more than it declares: known signals, amounts within their limits, at most 16 lines',
  run: (subject) => {
    const score = hookOf(subject);
    if (score === null) return [];
    const { contributions } = subject.plugin;
    const judge = (event: InteractionEvent): Finding | null => {
      const answer = contributionsOf(asked(score, event));
      const [fault] = answer === null ? [] : answerFaults(contributions, event, answer);
      if (fault === undefined) return null;
      const { code, subject: about, reason } = fault;
      // Rules of amounts begin with the verb, as they go on after the hook's name.
      const sentence = reason.startsWith('score()') ? reason : `score() ${reason}`;
      const problem = `${code}: ${sentence} The event: ${shown(event)}`;
      return finder('hook-bounded')(about, problem, errorCodes[code]);
    };
    const small = firstFinding(validEvents(subject.plugin), judge, {
      runs: runsFor(subject.plugin, 50),
      endless: () => endlessFinding('score'),
    });
    if (small.length > 0) return small;
    // Long lists are seldom drawn by chance.
    return (contributions.interactions ?? []).flatMap((type) => judge(largestEvent(type)) ?? []).slice(0, 1);
  },
};
