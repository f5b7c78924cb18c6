import fc from 'fast-check';
import { type BatchScoringHook, contributionsByRow, eventColumns, type InteractionEvent } from '../../../sdk';
import { type Finding, finder, reasonOf, shown } from '../finding';
import { anyEvents } from '../generate/events';
import { firstFinding } from '../generate/first-finding';
import type { StaticCheck } from '../subject';
import { asked, endlessFinding, hookOf, runsFor, scoreContext, textOf } from './asked';

const finding = finder('batch-equals-single');
const change = 'Let both forms call the same rule for one event, so that they cannot part.';

/** Whether it makes no difference which form of the hook is used, and how events are cut into batches. */
export const batchEqualsSingle: StaticCheck = {
  name: 'batch-equals-single',
  says: 'scores a batch of events as it scores each of them alone, however they are cut into batches',
  run: (subject) => {
    const score = hookOf(subject);
    const { scoreBatch } = subject.plugin.contributions;
    if (score === null || scoreBatch === undefined) return [];
    // An event that the hook throws for alone is a finding of another check.
    const readable = anyEvents(subject.plugin).filter((event) => !('thrown' in asked(score, event)));
    const cases = fc.tuple(fc.array(readable, { maxLength: 24 }), fc.integer({ min: 1, max: 25 }));
    const judge = ([events, size]: readonly [readonly InteractionEvent[], number]): Finding | null => {
      const together = inBatches(scoreBatch, events, size);
      if ('thrown' in together) {
        const problem = `scoreBatch() threw for ${events.length} events: ${reasonOf(together.thrown)}`;
        return finding(
          'scoreBatch',
          problem,
          'Answer columns of equal length, rows in order, for every batch; the empty one too.',
        );
      }
      const alone = events.map((event) => textOf(asked(score, event)));
      const place = alone.findIndex((text, index) => text !== together.texts[index]);
      const event = events[place];
      if (event === undefined) return null;
      const problem = `scoreBatch() says ${together.texts[place]} of an event, score() says ${alone[place]}: ${shown(event)}`;
      return finding(event.type, problem, change);
    };
    return firstFinding(cases, judge, {
      runs: runsFor(subject.plugin, 15),
      endless: () => endlessFinding('scoreBatch'),
    });
  },
};

function inBatches(
  scoreBatch: BatchScoringHook,
  events: readonly InteractionEvent[],
  size: number,
): { readonly texts: readonly string[] } | { readonly thrown: unknown } {
  const starts = Array.from({ length: Math.ceil(events.length / size) }, (_, batch) => batch * size);
  try {
    const texts = starts.flatMap((start) => {
      const some = events.slice(start, start + size);
      return contributionsByRow(scoreBatch(eventColumns(some), scoreContext), some.length).map((answer) =>
        textOf({ answer }),
      );
    });
    return { texts };
  } catch (thrown) {
    return { thrown };
  }
}
