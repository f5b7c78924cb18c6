import { type ConsentEvent, judgeConsent } from '../../consent';
import type { InteractionType } from '../../sdk';
import type { Waiting } from './resolve';

/** What the customers of a batch allow: what the store knows, and what the batch adds item by item. */
export class ConsentBook {
  readonly #events = new Map<number, ConsentEvent[]>();

  constructor(stored: ReadonlyMap<number, readonly ConsentEvent[]>) {
    for (const [customerId, events] of stored) this.#events.set(customerId, [...events]);
  }

  add(customerId: number, event: ConsentEvent): void {
    this.#events.set(customerId, [...(this.#events.get(customerId) ?? []), event]);
  }

  remove(customerId: number, id: string): void {
    const events = this.#events.get(customerId);
    if (events !== undefined)
      this.#events.set(
        customerId,
        events.filter((event) => event.id !== id),
      );
  }

  /** Null: it may be kept. By what the customer allowed when the contact took place. */
  refusal(
    type: Pick<InteractionType, 'id' | 'channel' | 'legalBasis'>,
    contact: { readonly customerId: number; readonly brandId: number | null; readonly occurredAt: Date },
  ): Waiting | null {
    if (type.legalBasis === undefined) return null;
    const { purpose } = type.legalBasis;
    const { brandId, occurredAt: at } = contact;
    const events = this.#events.get(contact.customerId) ?? [];
    const { verdict } = judgeConsent(events, { channel: type.channel, purpose, brandId, at });
    if (verdict === 'granted') return null;
    const reason = `A contact of the type ${type.id} is kept only while the customer allows ${type.channel} for ${purpose}: ${words[verdict]}`;
    return { code: 'CONSENT_MISSING', reason, content: 'withheld' };
  }
}

const words = {
  withdrawn: 'the customer has withdrawn it',
  expired: 'the consent had ended',
  none: 'there was no consent',
} as const;
