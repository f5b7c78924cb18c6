import { registerEnumType } from 'rapport/sdk';

/** GraphQL value -> the word kept in `details`. */
export const RepCallTypeEnum = {
  FACE_TO_FACE: 'face_to_face',
  GROUP: 'group',
  MEAL: 'meal',
  PHONE: 'phone',
  VIDEO: 'video',
  CHAT: 'chat',
} as const;
registerEnumType(RepCallTypeEnum, {
  name: 'RepCallType',
  description: 'How a representative and a customer talk.',
  valuesConfig: {
    FACE_TO_FACE: { description: 'In person, one customer.' },
    GROUP: { description: 'In person, several customers at once.' },
    MEAL: { description: 'In person, over a meal that we paid for.' },
    PHONE: { description: 'By telephone.' },
    VIDEO: { description: 'By video call.' },
    CHAT: { description: 'By written chat, live.' },
  },
});

export const RepReactionEnum = {
  EXPLAINED_BACK: 'explained_back',
  INTENT_STATED: 'intent_stated',
  TRIAL_REQUESTED: 'trial_requested',
  USE_STARTED: 'use_started',
  RECOMMENDED: 'recommended',
  COLLEAGUE_REFERRED: 'colleague_referred',
  DISAGREED: 'disagreed',
  SWITCHED_AWAY: 'switched_away',
} as const;
registerEnumType(RepReactionEnum, {
  name: 'RepReaction',
  description: 'What a customer said or did about a brand, as the representative noted it.',
  valuesConfig: {
    EXPLAINED_BACK: { description: 'Explained the message back in own words.' },
    INTENT_STATED: { description: 'Said that they mean to use the brand.' },
    TRIAL_REQUESTED: { description: 'Asked for a trial or for a formulary listing.' },
    USE_STARTED: { description: 'Told us that use has begun, where that may lawfully be known.' },
    RECOMMENDED: { description: 'Spoke well of the brand in the conversation.' },
    COLLEAGUE_REFERRED: { description: 'Sent a colleague to us because of the brand.' },
    DISAGREED: { description: 'Disagreed with what the brand claims.' },
    SWITCHED_AWAY: { description: 'Told us that use has ended.' },
  },
});

export const RepQuestionKindEnum = {
  DOSING: 'dosing',
  MECHANISM: 'mechanism',
  EFFICACY: 'efficacy',
  SAFETY: 'safety',
  ACCESS: 'access',
  OTHER: 'other',
} as const;
registerEnumType(RepQuestionKindEnum, {
  name: 'RepQuestionKind',
  description: 'What a question was about.',
  valuesConfig: {
    DOSING: { description: 'Dose, titration, administration.' },
    MECHANISM: { description: 'How it works.' },
    EFFICACY: { description: 'What it achieves, and the evidence for it.' },
    SAFETY: { description: 'Side effects, interactions, warnings.' },
    ACCESS: { description: 'Price, reimbursement, supply.' },
    OTHER: { description: 'Anything else.' },
  },
});

export const RepDeclineReasonEnum = {
  NO_TIME: 'no_time',
  NO_INTEREST: 'no_interest',
  POLICY: 'policy',
  ABSENT: 'absent',
  OTHER: 'other',
} as const;
registerEnumType(RepDeclineReasonEnum, {
  name: 'RepDeclineReason',
  description: 'Why a visit did not take place.',
  valuesConfig: {
    NO_TIME: { description: 'The customer had no time.' },
    NO_INTEREST: { description: 'The customer did not want to talk.' },
    POLICY: { description: 'The institution does not receive representatives.' },
    ABSENT: { description: 'The customer was not there.' },
    OTHER: { description: 'Another reason.' },
  },
});
