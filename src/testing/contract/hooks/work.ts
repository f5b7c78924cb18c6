import type { InteractionEvent, InteractionType, ScoringHook } from '../../../sdk';
import { type Finding, finder } from '../finding';
import { largestDetails, largestEvent } from '../generate/largest';
import type { StaticCheck } from '../subject';
import { asked, endlessFinding, hookOf } from './asked';
import { neverEnded, patience, withinReason } from './endless';
import { readableTimes, readTooMuch, sizeOf } from './reads';

/** How often a hook may look at each value of an event, on average: some rules, each walking over everything. */
const readsPerValue = 100;

/** How much a hook works, told by what it reads and not by the time it takes, so that a busy machine makes no difference. */
export const hookBoundedWork: StaticCheck = {
  name: 'hook-bounded-work',
  says: `scores the largest event that it accepts with at most ${readsPerValue} looks at each of its values`,
  run: (subject) => {
    if (subject.endless !== null) return [endlessFinding(subject.endless)];
    const score = hookOf(subject);
    if (score === null) return [];
    return (subject.plugin.contributions.interactions ?? []).flatMap((type) => workFinding(score, type) ?? []);
  },
};

function workFinding(score: ScoringHook, type: InteractionType): Finding | null {
  const details = largestDetails(type);
  const values = sizeOf(details);
  const watched = readableTimes(structuredClone(details), values * readsPerValue);
  const event: InteractionEvent = Object.freeze({ ...largestEvent(type), details: watched });
  const said = withinReason(() => asked(score, event), patience.manyCalls);
  if (said === neverEnded) return endlessFinding(type.id);
  if (!('thrown' in said) || said.thrown !== readTooMuch) return null;
  return finder('hook-bounded-work')(
    type.id,
    `score() looks more than ${values * readsPerValue} times at the ${values} values of the largest details that the schema accepts: its work grows faster than what it is given.`,
    'Look things up in a Map or Set instead of searching a list for each item, and bound the lists of the schema by .max().',
  );
}
