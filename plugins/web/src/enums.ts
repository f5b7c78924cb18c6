import { registerEnumType } from 'rapport/sdk';

/** GraphQL value -> the word kept in `details`. */
export const WebDownloadKindEnum = { LABEL: 'label', STUDY: 'study', OTHER: 'other' } as const;
registerEnumType(WebDownloadKindEnum, {
  name: 'WebDownloadKind',
  description: 'What a downloaded file is.',
  valuesConfig: {
    LABEL: { description: 'Prescribing information.' },
    STUDY: { description: 'A study or its summary.' },
    OTHER: { description: 'Anything else.' },
  },
});
