import type { IntakeItem, WebHookAdapter } from 'rapport/sdk';
import type { WebOptions } from '../options';
import { messagesOf } from './messages';
import { readMessage } from './read-message';
import { trackTargetFinder } from './track';
import { writeKeyCheck } from './write-key';

/** `POST /intake/web/segment/v1/{page,track,identify,…,batch,import}`: collector for the libraries of Segment. */
export function segmentAdapter(options: WebOptions): WebHookAdapter {
  const targetOf = trackTargetFinder(options.segment.events);
  return {
    id: 'segment',
    title: 'Collector for Segment libraries',
    // The first message with an id counts, as it does at Segment.
    repeats: 'conflict',
    verify: writeKeyCheck(options.segment.writeKeys),
    *read(request) {
      const messages = messagesOf(request);
      if (messages === undefined) {
        yield malformed(1, 'The request is no call of the tracking API with a JSON object.');
        return;
      }
      const reading = { options, receivedAt: request.receivedAt, targetOf };
      for (const [index, message] of messages.entries()) {
        if (message === undefined) yield malformed(index + 1, 'The message is no object with a known type.');
        else yield* readMessage(message, index + 1, reading);
      }
    },
  };
}

function malformed(line: number, reason: string): IntakeItem {
  return { rejected: { code: 'RECORD_MALFORMED', reason }, position: { line } };
}
