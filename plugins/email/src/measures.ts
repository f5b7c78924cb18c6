import type { MeasureDeclaration } from 'rapport/sdk';

export const measures: readonly MeasureDeclaration[] = [
  { id: 'email.sent', title: 'Mails sent', unit: 'mail', types: ['email.sent'] },
  { id: 'email.delivered', title: 'Mails delivered', unit: 'mail', types: ['email.delivered'] },
  { id: 'email.openings', title: 'Openings by people', unit: 'opening', types: ['email.opened'] },
  { id: 'email.clicks', title: 'Clicks by people', unit: 'click', types: ['email.clicked'] },
  { id: 'email.replies', title: 'Replies', unit: 'reply', types: ['email.replied'] },
  { id: 'email.failures', title: 'Mails that did not arrive', unit: 'mail', types: ['email.bounced', 'email.dropped'] },
  {
    id: 'email.opt_outs',
    title: 'Opt-outs and complaints',
    unit: 'opt-out',
    types: ['email.unsubscribed', 'email.marked_as_spam'],
  },
];
