const message = { messageId: '01HF4T0Z.recvd-7', campaign: 'cardivane-renal-2026' };

/** Valid details by interaction type: the examples of the README and the input of the kernel's checks. */
export const samples = {
  'email.sent': [{ ...message, subject: 'Dosing in renal impairment', categories: ['renal'] }, {}],
  'email.delivered': [message],
  'email.opened': [{ ...message, userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Thunderbird/128.0' }],
  'email.clicked': [{ ...message, url: 'https://www.example.com/renal' }],
  'email.replied': [{ ...message, subject: 'Re: Dosing', text: 'Please send me the study.' }],
  'email.bounced': [{ ...message, kind: 'hard', reason: '550 5.1.1 unknown user', status: '5.1.1' }],
  'email.dropped': [{ ...message, kind: 'suppressed', reason: 'Unsubscribed Address' }],
  'email.unsubscribed': [
    { ...message, scope: 'all' },
    { scope: 'group', group: '14277' },
  ],
  'email.resubscribed': [{ scope: 'group', group: '14277' }],
  'email.marked_as_spam': [{ ...message, scope: 'all' }],
} as const;
