import type { Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { type AnswerServices, answerNeedMutation } from './answer-need';
import { needFields } from './need-fields';
import { raiseNeedMutation } from './raise-need';

export interface NeedsServices extends AnswerServices {
  readonly ingest: Ingest;
}

export function needsModule(services: NeedsServices): Contributions {
  return { fields: needFields, resolvers: [raiseNeedMutation(services), answerNeedMutation(services)] };
}
