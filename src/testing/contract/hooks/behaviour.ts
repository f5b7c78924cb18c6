import fc from 'fast-check';
import type { InteractionEvent, ScoringHook } from '../../../sdk';
import { type Finding, finder, reasonOf, shown } from '../finding';
import { anyEvents, isKnown } from '../generate/events';
import { firstFinding } from '../generate/first-finding';
import type { StaticCheck, Subject } from '../subject';
import { asked, chances, endlessFinding, hookOf, runsFor, textOf } from './asked';

/** Answers a list for every event, and an empty one for types it does not know. */
export const hookTotal: StaticCheck = {
  name: 'hook-total',
  says: 'scores every event with a list and throws for none, whichever version stored it',
  run: (subject) => ofEachEvent(subject, (score, event) => totalFinding(subject, score, event)),
};

/** Leaves the event as it is. */
export const hookPure: StaticCheck = {
  name: 'hook-pure',
  says: 'scores events without changing them',
  run: (subject) =>
    ofEachEvent(subject, (score, event) => {
      const said = asked(score, event);
      if (!('thrown' in said) || !changesFrozen(said.thrown)) return null;
      return finder('hook-pure')(
        event.type,
        `score() tries to change the event that it is given: ${reasonOf(said.thrown)}.`,
        'Make a copy of what has to be changed, such as { ...event.details } or list.toSorted().',
      );
    }),
};

/** Depends on the event alone. */
export const hookDeterministic: StaticCheck = {
  name: 'hook-deterministic',
  says: 'scores an event the same whatever the clock and the dice say',
  run: (subject) =>
    ofEachEvent(subject, (score, event) => {
      const [one, again] = [textOf(asked(score, event)), textOf(asked(score, event))];
      const other = textOf(asked(score, event, chances.later));
      if (one !== again || one === other) return null;
      return finder('hook-deterministic')(
        event.type,
        `score() says ${one} of an event, and ${other} of the same event with another clock and other dice: ${shown(event)}`,
        'Use nothing but the event. Time belongs to the platform, which decays what a hook says; dice belong nowhere.',
      );
    }),
};

/** Remembers nothing from one event to the next. */
export const hookOrderFree: StaticCheck = {
  name: 'hook-order-free',
  says: 'scores each event the same when asked again and in another order',
  run: (subject) => {
    const score = hookOf(subject);
    if (score === null) return [];
    const events = fc.array(anyEvents(subject.plugin), { maxLength: 12 });
    return firstFinding(events, (given) => orderFinding(score, given), {
      runs: runsFor(subject.plugin, 15),
      endless: () => endlessFinding('score'),
    });
  },
};

function orderFinding(score: ScoringHook, events: readonly InteractionEvent[]): Finding | null {
  const first = events.map((event) => textOf(asked(score, event)));
  const second = events
    .toReversed()
    .map((event) => textOf(asked(score, event)))
    .toReversed();
  const place = first.findIndex((text, index) => text !== second[index]);
  const event = events[place];
  if (event === undefined) return null;
  return finder('hook-order-free')(
    event.type,
    `score() says ${first[place]} of an event, and ${second[place]} of the same event when asked again in another order: ${shown(event)}`,
    'Keep nothing between two calls: no counters, no lists of what was seen. Events come late, twice and in any order.',
  );
}

function totalFinding({ plugin }: Subject, score: ScoringHook, event: InteractionEvent): Finding | null {
  const finding = finder('hook-total');
  const said = asked(score, event);
  if ('thrown' in said) {
    if (changesFrozen(said.thrown)) return null;
    return finding(
      event.type,
      `score() threw ${reasonOf(said.thrown)} for the event ${shown(event)}`,
      'Answer [] for what it cannot read. Details of an older version of the plugin may lack keys, or hold other things in them.',
    );
  }
  if (!Array.isArray(said.answer)) {
    return finding(
      event.type,
      `score() answered ${shown(said.answer)}, which is no list.`,
      'Answer a list, [] for nothing.',
    );
  }
  if (isKnown(plugin, event) || said.answer.length === 0) return null;
  return finding(
    event.type,
    `score() says ${shown(said.answer)} of an interaction type that the plugin does not declare.`,
    'Answer [] for every other type: it may come from a later version of the plugin.',
  );
}

/** Events are frozen, and code of modules is strict: whoever changes one is told so. */
function changesFrozen(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    /read only|not extensible|Cannot delete property|Cannot define property|Cannot redefine/.test(thrown.message)
  );
}

function ofEachEvent(
  subject: Subject,
  judge: (score: ScoringHook, event: InteractionEvent) => Finding | null,
): readonly Finding[] {
  const score = hookOf(subject);
  if (score === null) return [];
  return firstFinding(anyEvents(subject.plugin), (event) => judge(score, event), {
    runs: runsFor(subject.plugin, 50),
    endless: () => endlessFinding('score'),
  });
}
