import { contributionsByRow, eventColumns, type InteractionEvent } from '../../sdk';
import { reasonOf } from '../fault';
import { whereThrown } from '../load/place-of';
import { faultOf, type PluginCheck } from './contributor';
import { sampleEvents, unknownEvent } from './sample-events';

/** Compares the two forms of a scoring hook on every sample: which of them is used must make no difference. */
export const checkBatchScores: PluginCheck = (plugin) => {
  const { score, scoreBatch } = plugin.contributions;
  if (scoreBatch === undefined) return [];
  const fault = (reason: string) => [faultOf(plugin, 'SCORE_INVALID', 'scoreBatch', reason)];
  if (score === undefined) return fault('scoreBatch() is score() for many events at once: add score().');
  const events = [...sampleEvents(plugin), unknownEvent(plugin)];
  try {
    const alone = events.map((event) => textOf(score(event, context)));
    const different = [events.length, 1].flatMap((size) => differing(events, alone, batchesOf(events, size, answerOf)));
    const [first] = different;
    if (first === undefined) return [];
    const reason = `scoreBatch() says of a sample of "${first.type}" something else than score(). Make both say the same.`;
    return fault(reason);
  } catch (error) {
    return fault(
      `scoreBatch() must never throw, and its columns must fit together: "${reasonOf(error)}"${whereThrown(error)}.`,
    );
  }

  function answerOf(batch: readonly InteractionEvent[]): readonly string[] {
    const answer = scoreBatch?.(eventColumns(batch), context) ?? { row: [], signal: [], amount: [] };
    return contributionsByRow(answer, batch.length).map(textOf);
  }
};

const context = Object.freeze({ modelVersion: 'check', params: Object.freeze({}) });

function batchesOf(
  events: readonly InteractionEvent[],
  size: number,
  answerOf: (batch: readonly InteractionEvent[]) => readonly string[],
): readonly string[] {
  const starts = Array.from({ length: Math.ceil(events.length / size) }, (_, batch) => batch * size);
  return starts.flatMap((start) => answerOf(events.slice(start, start + size)));
}

const differing = (events: readonly InteractionEvent[], alone: readonly string[], together: readonly string[]) =>
  events.filter((_, row) => alone[row] !== together[row]);

/** Whatever the order in which a hook names the parts of a contribution. */
const textOf = (answer: readonly object[]): string =>
  JSON.stringify(answer.map((each) => Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))));
