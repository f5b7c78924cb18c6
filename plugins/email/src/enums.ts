import { registerEnumType } from 'rapport/sdk';

/** GraphQL value -> the word kept in `details`. */
export const EmailFailureKindEnum = { HARD: 'hard', BLOCKED: 'blocked', SUPPRESSED: 'suppressed' } as const;
registerEnumType(EmailFailureKindEnum, {
  name: 'EmailFailureKind',
  description: 'Why a message did not reach its address.',
  valuesConfig: {
    HARD: { description: 'The address does not exist or takes no mail.' },
    BLOCKED: { description: 'The receiving server refused this message; the address may be sound.' },
    SUPPRESSED: { description: 'The mail service did not try, because of an earlier bounce, complaint or opt-out.' },
  },
});

export const EmailPreferenceScopeEnum = { ALL: 'all', GROUP: 'group' } as const;
registerEnumType(EmailPreferenceScopeEnum, {
  name: 'EmailPreferenceScope',
  description: 'What an opt-out or opt-in is about.',
  valuesConfig: {
    ALL: { description: 'All mail.' },
    GROUP: { description: 'One kind of mail, named by the group.' },
  },
});
