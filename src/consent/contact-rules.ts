import type { ChannelDeclaration, ConsentPurpose, Reader } from '../sdk';
import { consentsOf, type StoredConsent } from './consents.store';
import { type ContactStanding, standingsOf } from './contact-standing.store';
import { type ConsentQuestion, judgeConsent } from './judge';

/** Why a customer may or may not be contacted. Codes are for machines, words for people. */
export interface ContactReason {
  readonly code: ContactReasonCode;
  readonly words: string;
}

export const contactReasons = {
  CONSENT_GRANTED: 'The customer agreed.',
  LEGITIMATE_INTEREST: 'The channel needs no consent, and the customer did not object.',
  ANSWER_TO_REQUEST: 'It answers what the customer asked for, and the customer did not object.',
  CONSENT_WITHDRAWN: 'The customer forbade it.',
  CONSENT_EXPIRED: 'The customer’s consent has ended.',
  CONSENT_MISSING: 'The channel needs a consent, and the customer gave none.',
  CHANNEL_CLOSED: 'The customer closed the channel.',
  CHANNEL_UNKNOWN: 'No installed plugin has this channel.',
  CUSTOMER_INACTIVE: 'The customer is not active.',
  CUSTOMER_UNKNOWN: 'There is no such customer.',
} as const;
export type ContactReasonCode = keyof typeof contactReasons;

export interface ContactAnswer {
  readonly allowed: boolean;
  /** Everything that stands against it; if nothing does, what allows it. Never empty. */
  readonly reasons: readonly ContactReason[];
}

export interface ContactQuestion {
  readonly channel: string;
  readonly purpose: ConsentPurpose;
  /** Id of the brand; null: no brand in particular. */
  readonly brandId: number | null;
}

/** The rule of who may be contacted. Whatever sends or proposes a contact asks it first. */
export interface ContactRules {
  /** Answers by customer, in two statements however many there are. */
  contactAllowed(
    reader: Reader,
    customerIds: readonly number[],
    question: ContactQuestion,
    at: Date,
  ): Promise<ReadonlyMap<number, ContactAnswer>>;
}

type Channels = ReadonlyMap<string, { readonly value: Pick<ChannelDeclaration, 'contactBasis'> }>;

/** @param channels the declared channels, as in the registry */
export function createContactRules(channels: Channels): ContactRules {
  return {
    contactAllowed: async (reader, customerIds, question, at) => {
      const [standings, consents] = [
        await standingsOf(reader, customerIds, question.channel),
        await consentsOf(reader, customerIds),
      ];
      return new Map(
        customerIds.map((id) => {
          const known = { standing: standings.get(id), consents: consents.get(id) ?? [] };
          return [id, answer(known, { ...question, at }, channels)];
        }),
      );
    },
  };
}

interface Known {
  readonly standing: ContactStanding | undefined;
  readonly consents: readonly StoredConsent[];
}

function answer({ standing, consents }: Known, question: ConsentQuestion, channels: Channels): ContactAnswer {
  if (standing === undefined) return refused([reason('CUSTOMER_UNKNOWN')]);
  const channel = channels.get(question.channel)?.value;
  const against = [
    ...(channel === undefined ? [reason('CHANNEL_UNKNOWN')] : []),
    ...(standing.isActive ? [] : [reason('CUSTOMER_INACTIVE')]),
    ...(standing.closedAt === null ? [] : [reason('CHANNEL_CLOSED', `since ${day(standing.closedAt)}`)]),
  ];
  const said = judgeConsent(consents, question);
  const told = said.event === null ? '' : `${said.event.proofHow}, ${day(said.event.validFrom)}`;
  if (said.verdict === 'withdrawn') return refused([...against, reason('CONSENT_WITHDRAWN', told)]);
  if (said.verdict === 'granted') return decided(against, reason('CONSENT_GRANTED', told));
  if (question.purpose === 'service' || question.purpose === 'medical-inquiry')
    return decided(against, reason('ANSWER_TO_REQUEST'));
  if (channel?.contactBasis === 'legitimate-interest') return decided(against, reason('LEGITIMATE_INTEREST'));
  return refused([
    ...against,
    said.verdict === 'expired' ? reason('CONSENT_EXPIRED', told) : reason('CONSENT_MISSING'),
  ]);
}

const decided = (against: readonly ContactReason[], basis: ContactReason): ContactAnswer =>
  against.length > 0 ? refused(against) : { allowed: true, reasons: [basis] };

const refused = (reasons: readonly ContactReason[]): ContactAnswer => ({ allowed: false, reasons });

function reason(code: ContactReasonCode, detail = ''): ContactReason {
  const words = contactReasons[code];
  return { code, words: detail === '' ? words : `${words.slice(0, -1)} (${detail}).` };
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
