import type { InteractionEvent, InteractionType } from '../../../sdk';
import { type Finding, finder } from '../finding';
import { frozen } from '../generate/events';
import { largestDetails } from '../generate/largest';
import type { StaticCheck } from '../subject';
import { asked, endlessFinding, hookOf } from './asked';
import { neverEnded, patience, withinReason } from './endless';
import { countSteps } from './steps';

/** Steps that one event may take: ten for each character that a record may hold would be a million. */
const mostSteps = 100_000;

/** How long a hook works, in steps, so that a busy machine makes no difference. */
export const hookBoundedWork: StaticCheck = {
  name: 'hook-bounded-work',
  says: `scores the largest event that it accepts in at most ${mostSteps} steps`,
  run: (subject) => {
    if (subject.endless !== null) return [endlessFinding(subject.endless)];
    const score = hookOf(subject);
    if (score === null) return [];
    return (subject.plugin.contributions.interactions ?? []).flatMap((type): readonly Finding[] => {
      const event = largestEvent(type);
      const steps = withinReason(() => countSteps(() => asked(score, event)), patience.manyCalls);
      if (steps === neverEnded) return [endlessFinding(type.id)];
      if (steps <= mostSteps) return [];
      return [
        finder('hook-bounded-work')(
          type.id,
          `score() takes ${steps} steps for the largest details that the schema accepts (${JSON.stringify(event.details).length} characters); ${mostSteps} are allowed.`,
          'Bound the lists of the schema by .max(), look things up in a Map instead of searching a list for each item, or stop after a number of items.',
        ),
      ];
    });
  },
};

function largestEvent(type: InteractionType): InteractionEvent {
  const { id, channel, direction } = type;
  return frozen({
    ...{ id: 'largest', source: 'contract', sourceKey: 'largest', type: id, channel, direction, count: 1 },
    ...{ brand: 'ALPHA', actor: 'ANNA', details: largestDetails(type) },
  });
}
