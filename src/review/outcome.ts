import type { Door, Outcome } from '../ingest';
import { Field, From, ObjectType, reference, registerEnumType } from '../sdk';
import { SetAsideRecord } from './set-aside-record';

/** The door of every record that arrives by a mutation: a changed body is a correction, values are up to date at once. */
export const mutationDoor: Door = { id: 'mutation', repeats: 'correct', snapshots: 'now' };

/** How many records one mutation may bring. */
export const maximumRecords = 500;

export const RecordStatusEnum = {
  ACCEPTED: 'accepted',
  REPEATED: 'repeated',
  CORRECTED: 'corrected',
  REJECTED: 'rejected',
  WAITING: 'waiting',
  FILTERED: 'filtered',
} as const;
registerEnumType(RecordStatusEnum, {
  name: 'RecordStatus',
  description: 'What became of a record.',
  valuesConfig: {
    ACCEPTED: { description: 'Stored.' },
    REPEATED: { description: 'It came before with the same body; nothing changed.' },
    CORRECTED: { description: 'It came before with another body, which it now replaces.' },
    REJECTED: { description: 'Faulty; kept with its reason, changed nothing.' },
    WAITING: {
      description:
        'Kept, as it cannot be stored yet: something it names is unknown or undecided, it lies in the future, or the plugin of its type failed on it or does not run. The code says which; what waits for its customer or plugin is tried again by itself.',
    },
    FILTERED: { description: 'Set aside by a rule of its channel; kept, never scored.' },
  },
});

@ObjectType({ description: 'Why a record was not stored.' })
export class RecordProblem {
  @Field({ description: 'Error code, as listed in the error code reference.' })
  code!: string;

  @Field({ description: 'The same in a sentence, with the values in question.' })
  reason!: string;

  @From(reference('SetAsideRecord', 'set_aside_id'))
  @Field(() => SetAsideRecord, { nullable: true, description: 'Where the record is kept.' })
  setAsideRecord?: SetAsideRecord | null;
}

/** What every payload about one record says first; payloads extend it. */
@ObjectType({ description: 'What became of a record.' })
export abstract class RecordPayload {
  @Field(() => RecordStatusEnum, { description: 'What became of the record.' })
  status!: string;

  @Field(() => RecordProblem, { nullable: true, description: 'Why it was not stored; null when it was.' })
  problem!: RecordProblem | null;
}

/** The fields of {@link RecordPayload}. */
export interface RecordAnswer {
  readonly status: Outcome['status'];
  readonly problem: { readonly code: string; readonly reason: string; readonly set_aside_id: string | null } | null;
}

/** What a payload says of one record. */
export function recordAnswer(outcome: Outcome): RecordAnswer {
  return { status: outcome.status, problem: problemOf(outcome) };
}

function problemOf(outcome: Outcome): RecordAnswer['problem'] {
  if (outcome.code === undefined) return null;
  return { code: outcome.code, reason: outcome.reason ?? '', set_aside_id: outcome.setAsideId ?? null };
}
