import type { InteractionType } from 'rapport/sdk';
import { clickDetails, failureDetails, messageDetails, openDetails, preferenceDetails, replyDetails } from './details';
import { EmailClick, EmailFailure, EmailMessage, EmailOpen, EmailPreference, EmailReply } from './interactions';
import { samples } from './samples';

const kinds = [
  { id: 'email.sent', title: 'Mail sent', direction: 'out', graphql: EmailMessage, details: messageDetails },
  { id: 'email.delivered', title: 'Mail delivered', direction: 'out', graphql: EmailMessage, details: messageDetails },
  { id: 'email.bounced', title: 'Mail bounced', direction: 'out', graphql: EmailFailure, details: failureDetails },
  { id: 'email.dropped', title: 'Mail not sent', direction: 'out', graphql: EmailFailure, details: failureDetails },
  { id: 'email.opened', title: 'Mail opened', direction: 'in', graphql: EmailOpen, details: openDetails },
  { id: 'email.clicked', title: 'Link clicked', direction: 'in', graphql: EmailClick, details: clickDetails },
  { id: 'email.replied', title: 'Mail replied to', direction: 'in', graphql: EmailReply, details: replyDetails },
  {
    id: 'email.unsubscribed',
    title: 'Unsubscribed',
    direction: 'in',
    channelPermission: 'close',
    graphql: EmailPreference,
    details: preferenceDetails,
  },
  {
    id: 'email.resubscribed',
    title: 'Subscribed again',
    direction: 'in',
    channelPermission: 'open',
    graphql: EmailPreference,
    details: preferenceDetails,
  },
  {
    id: 'email.marked_as_spam',
    title: 'Marked as spam',
    direction: 'in',
    channelPermission: 'close',
    graphql: EmailPreference,
    details: preferenceDetails,
  },
] as const;

export const interactionTypes: readonly InteractionType[] = kinds.map((kind) => ({
  ...kind,
  channel: 'email',
  samples: samples[kind.id],
}));
