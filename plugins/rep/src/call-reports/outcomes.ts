import {
  type IntakeRecord,
  type InteractionRecord,
  type NeedRecord,
  occurredAtFrom,
  present,
  RapportError,
  withParts,
} from 'rapport/sdk';
import { declineReasons, questionKinds, remoteCallTypes, visitCallTypes } from '../details';
import { type Call, recordOf } from './call';
import {
  brandsOf,
  type Get,
  optionalAnswerOf,
  optionalListOf,
  optionalNumberOf,
  optionalWordOf,
  samplesOf,
  wordOf,
} from './columns';

const callTypes = [...visitCallTypes, ...remoteCallTypes] as const;

export function heldCall(call: Call, get: Get): readonly IntakeRecord[] {
  const callType = wordOf('call_type', get('call_type') || 'face_to_face', callTypes);
  const type = (remoteCallTypes as readonly string[]).includes(callType) ? 'rep.remote_call_held' : 'rep.visit_held';
  const brands = brandsOf(get('brands'));
  const samplesLeft = samplesOf('samples_left', get('samples_left'));
  const details = present({
    callType,
    minutes: optionalNumberOf('minutes', get('minutes')),
    topics: optionalListOf(get('topics')),
    brands: brands.length === 0 ? undefined : brands,
    materials: optionalListOf(get('materials')),
    samplesLeft: samplesLeft.length === 0 ? undefined : samplesLeft,
    location: get('location') || undefined,
    attendees: optionalNumberOf('attendees', get('attendees')),
  });
  return withParts(recordOf(call, '', type, details), duringCall(call, get));
}

function duringCall(call: Call, get: Get): readonly (InteractionRecord | NeedRecord)[] {
  return [
    ...samplesOf('samples_left', get('samples_left')).map((line) =>
      recordOf(call, `left/${line.product}`, 'rep.sample_left', { ...line }),
    ),
    ...samplesOf('samples_requested', get('samples_requested')).map((line) =>
      recordOf(call, `requested/${line.product}`, 'rep.sample_requested', { ...line }),
    ),
    ...[...new Set(optionalListOf(get('materials')))].map((title) =>
      recordOf(call, `shown/${title}`, 'rep.material_shown', { title }),
    ),
    ...questionOf(call, get),
  ];
}

/** A question that is noted as unanswered is also a request that waits for its answer. */
function questionOf(call: Call, get: Get): readonly (InteractionRecord | NeedRecord)[] {
  const question = get('question');
  if (question === '') return [];
  const kind = wordOf('question_kind', get('question_kind') || 'other', questionKinds);
  const answered = optionalAnswerOf('question_answered', get('question_answered'));
  const record = recordOf(call, 'question', 'rep.question_asked', present({ question, kind, answered }));
  if (answered !== false) return [record];
  const need: NeedRecord = {
    kind: 'need',
    source: record.source,
    sourceKey: record.sourceKey,
    customer: record.customer,
    need: 'request',
    topic: kind,
    text: question,
    raisedAt: record.occurredAt.length === 10 ? `${record.occurredAt}T12:00:00.000Z` : record.occurredAt,
    channel: 'rep',
    ...(record.brand === undefined ? {} : { brand: record.brand }),
  };
  return [record, need];
}

/** A plan happens when it is made: `date` is what it plans for, `planned_on` when that was decided. */
export function plannedCall(call: Call, get: Get): readonly IntakeRecord[] {
  const plannedOn = get('planned_on');
  if (plannedOn === '') {
    throw new RapportError('TIME_INVALID', 'A planned call needs planned_on, the day or time at which it was planned.');
  }
  const hasTime = call.occurredAt.length > 10;
  const details = present({
    plannedDay: get('date').slice(0, 10),
    plannedTime: hasTime ? call.occurredAt : undefined,
    callType: optionalWordOf('call_type', get('call_type'), callTypes),
    objective: get('objective') || undefined,
  });
  const occurredAt = occurredAtFrom(plannedOn, call.timeZone);
  return [recordOf({ ...call, occurredAt }, 'plan', 'rep.visit_planned', details)];
}

export function declinedCall(call: Call, get: Get): readonly IntakeRecord[] {
  const reason = optionalWordOf('decline_reason', get('decline_reason'), declineReasons);
  return [recordOf(call, '', 'rep.visit_declined', present({ reason, note: get('note') || undefined }))];
}
