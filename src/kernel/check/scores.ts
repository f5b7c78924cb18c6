import type { Contribution, ErrorCode, InteractionEvent, ScoringHook } from '../../sdk';
import { reasonOf } from '../fault';
import { whereThrown } from '../load/place-of';
import { answerFaults } from './contribution-rules';
import { faultOf, type PluginCheck, type PluginContributor } from './contributor';
import { withFixedChance } from './fixed-chance';
import { sampleEvents, unknownEvent } from './sample-events';

/** Runs the scoring hook on every sample, so that what it would do wrong at intake is known before anything starts. */
export const checkScores: PluginCheck = (plugin) => {
  const { score } = plugin.contributions;
  if (score === undefined) return [];
  const found = [
    ...sampleEvents(plugin).flatMap((event) => eventFaults(plugin, score, event)),
    ...unknownFaults(score, unknownEvent(plugin)),
  ];
  const news = new Map(found.map((each) => [`${each.code} ${each.subject} ${each.reason}`, each]));
  return [...news.values()].map(({ code, subject, reason }) => faultOf(plugin, code, subject, reason));
};

interface ScoreFault {
  readonly code: ErrorCode;
  readonly subject: string;
  readonly reason: string;
}

function eventFaults(plugin: PluginContributor, score: ScoringHook, event: InteractionEvent): readonly ScoreFault[] {
  const invalid = (reason: string): readonly ScoreFault[] => [
    { code: 'SCORE_INVALID', subject: event.type, reason: `score() ${reason} for a sample of "${event.type}".` },
  ];
  try {
    const answer = run(score, event, first);
    if (!Array.isArray(answer)) return invalid('must answer a list, but answers something else');
    if (JSON.stringify(answer) !== JSON.stringify(run(score, event, second))) {
      return invalid('answers differently when the clock or the dice differ: it must depend on the event alone,');
    }
    return answerFaults(plugin.contributions, event, answer as readonly Contribution[]);
  } catch (error) {
    return invalid(`must never throw, but threw "${reasonOf(error)}"${whereThrown(error)}`);
  }
}

function unknownFaults(score: ScoringHook, event: InteractionEvent): readonly ScoreFault[] {
  const subject = 'score';
  try {
    const answer: unknown = run(score, event, first);
    if (Array.isArray(answer) && answer.length === 0) return [];
    const reason =
      'score() must answer [] for an interaction type it does not know; the type may come from a later version.';
    return [{ code: 'SCORE_INVALID', subject, reason }];
  } catch (error) {
    const reason = `score() must answer [] for an interaction type it does not know, but threw "${reasonOf(error)}"${whereThrown(error)}.`;
    return [{ code: 'SCORE_INVALID', subject, reason }];
  }
}

const first = { now: Date.UTC(2026, 0, 5, 9), random: 0.25 };
const second = { now: Date.UTC(2031, 6, 20, 17), random: 0.75 };
const scoreContext = Object.freeze({ modelVersion: 'check', params: Object.freeze({}) });

function run(score: ScoringHook, event: InteractionEvent, chance: typeof first): readonly Contribution[] {
  return withFixedChance(chance, () => score(event, scoreContext));
}
