import type { ConsentPurpose } from '../consent';
import type { Direction } from '../scoring';

/**
 * What an adapter or importer hands to the intake, one kind per thing that may arrive. Each names its `source`
 * and a `sourceKey` unique within it: the same key with the same body is a repeat, with another body a correction.
 *
 * @since 0.1.0
 */
export type IntakeRecord =
  | CustomerRecord
  | IdentifierRecord
  | InteractionRecord
  | LedgerRecord
  | NeedRecord
  | ConsentRecord
  | AffiliationRecord
  | RelationshipRecord
  | BrandRecord
  | TeamMemberRecord
  | TerritoryRecord
  | ContentRecord
  | ExchangeRatesRecord;

/** A customer by any of its identifiers. All identifiers given must belong to one customer. @since 0.1.0 */
export interface CustomerKey {
  readonly system: string;
  readonly value: string;
}

/** What a customer is. @since 0.1.0 */
export type CustomerKind = 'professional' | 'organization' | 'consumer' | 'stakeholder';

/** Whether a customer can be worked with. @since 0.1.0 */
export type CustomerStatus = 'active' | 'inactive';

/** Name of a person, in parts. @since 0.1.0 */
export interface PersonName {
  readonly given?: string;
  readonly middle?: string;
  readonly family?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly credentials?: string;
}

/** A customer's master data. Fields that are left out stay as they are; lists that are given replace what this source said before. @since 0.1.0 */
export interface CustomerRecord {
  readonly kind: 'customer';
  readonly source: string;
  readonly sourceKey: string;
  /** What a new customer is. A record without any name never changes what a known one is: its source may be guessing. */
  readonly customerKind: CustomerKind;
  readonly identifiers: readonly CustomerKey[];
  readonly name?: PersonName;
  readonly organizationName?: string;
  readonly otherNames?: readonly (PersonName & {
    readonly use: 'former' | 'professional' | 'other';
    readonly organizationName?: string;
  })[];
  readonly specialty?: { readonly code?: string; readonly name?: string };
  readonly sex?: 'female' | 'male' | 'other';
  readonly licences?: readonly { readonly number: string; readonly region?: string; readonly specialtyCode?: string }[];
  readonly contactPoints?: readonly {
    readonly kind: 'phone' | 'fax' | 'email' | 'url';
    readonly value: string;
    readonly use?: string;
  }[];
  readonly addresses?: readonly PostalAddress[];
  readonly territory?: string;
  readonly segment?: string;
  readonly country?: string;
  readonly status?: CustomerStatus;
  readonly statusReason?: string;
  /** Since when the status holds, `YYYY-MM-DD`. */
  readonly statusSince?: string;
  /** `fill`: only fill what is empty (a source that is not the master of these fields). Default `replace`. */
  readonly precedence?: 'replace' | 'fill';
}

/** Where a customer works, gets mail or lives. @since 0.1.0 */
export interface PostalAddress {
  readonly use: 'practice' | 'mailing' | 'home';
  readonly lines: readonly string[];
  readonly city?: string;
  readonly region?: string;
  readonly postalCode?: string;
  readonly country?: string;
}

/** Adds identifiers to the customer that has `customer`; waits when nobody has it, or when two customers would have to become one. @since 0.1.0 */
export interface IdentifierRecord {
  readonly kind: 'identifier';
  readonly source: string;
  readonly sourceKey: string;
  readonly customer: readonly CustomerKey[];
  readonly add: readonly CustomerKey[];
}

/** One contact with a customer. @since 0.1.0 */
export interface InteractionRecord {
  readonly kind: 'interaction';
  readonly source: string;
  readonly sourceKey: string;
  readonly type: string;
  readonly customer: readonly CustomerKey[];
  /** ISO 8601 with a zone, or a calendar day (kept as noon UTC and marked imprecise). */
  readonly occurredAt: string;
  /** Default: the direction the interaction type declares. */
  readonly direction?: Direction;
  /** Codes of brand, team member and content. */
  readonly brand?: string;
  readonly actor?: string;
  readonly content?: string;
  readonly count?: number;
  readonly details: Readonly<Record<string, unknown>>;
  /** Set when a rule of the channel says that no human did this: kept, never scored. */
  readonly filtered?: { readonly code: 'BOT_FILTERED' | 'MACHINE_OPEN_FILTERED'; readonly reason: string };
  /** Money that belongs to the contact, such as a meal; it lives and dies with the interaction. */
  readonly ledger?: readonly LedgerLine[];
  /** The customer closes (`close`) or reopens (`open`) this interaction's channel. Default: what the interaction type declares. */
  readonly channelPermission?: 'close' | 'open';
  /**
   * Records of the same source that belong to this one, such as what happened during a call, at most 200. When this record is
   * corrected, those that its earlier body named and the new one does not are taken back. See `withParts`.
   */
  readonly parts?: readonly RecordPart[];
}

/** A record by its key within the source of the one it belongs to. @since 0.1.0 */
export interface RecordPart {
  readonly kind: 'interaction' | 'need';
  readonly sourceKey: string;
}

/** What an entry of money is. @since 0.1.0 */
export type LedgerKind = 'revenue' | 'rebate' | 'cost_of_goods' | 'service_cost' | 'touch_cost' | 'value_transfer';
/** Where a figure comes from: `recorded` evidence, `modelled` by assumptions, `allocated` by a key. @since 0.1.0 */
export type Basis = 'recorded' | 'modelled' | 'allocated';

/** An amount of money that belongs to a customer. @since 0.1.0 */
export interface LedgerLine {
  readonly entry: LedgerKind;
  /** Integer minor units, positive for the size of the entry; the kind decides whether it adds or subtracts. Negative reverses. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly basis?: Basis;
  readonly nature?: string;
  readonly counterparty?: string;
  readonly memo?: string;
}

/** Money of a customer that is not part of one contact. @since 0.1.0 */
export interface LedgerRecord extends LedgerLine {
  readonly kind: 'ledger';
  readonly source: string;
  readonly sourceKey: string;
  readonly customer: readonly CustomerKey[];
  /** `YYYY-MM-DD`: the day the entry belongs to. */
  readonly occurredOn: string;
  readonly brand?: string;
}

/** Something the customer asked for or needs. @since 0.1.0 */
export interface NeedRecord {
  readonly kind: 'need';
  readonly source: string;
  readonly sourceKey: string;
  readonly customer: readonly CustomerKey[];
  readonly need: 'request' | 'need';
  readonly topic: string;
  readonly text?: string;
  readonly raisedAt: string;
  readonly brand?: string;
  readonly channel?: string;
}

/** What a customer allows or forbids, with the proof of it. @since 0.1.0 */
export interface ConsentRecord {
  readonly kind: 'consent';
  readonly source: string;
  readonly sourceKey: string;
  readonly customer: readonly CustomerKey[];
  readonly state: 'granted' | 'withdrawn';
  /** Absent: every channel, every purpose, every brand. */
  readonly channel?: string;
  readonly purpose?: ConsentPurpose;
  readonly brand?: string;
  readonly proof: {
    /** What the customer did, such as `double opt-in` or `signed form`. */
    readonly how: string;
    /** Where, such as the address of a page or the name of an event. */
    readonly where?: string;
    /** Version of the words that were agreed to. */
    readonly wording?: string;
  };
  /** ISO 8601 with a zone. */
  readonly validFrom: string;
  /** Absent: until it is withdrawn. */
  readonly validUntil?: string;
}

/** A tie between two customers, such as a physician practising at a hospital. @since 0.1.0 */
export interface AffiliationRecord {
  readonly kind: 'affiliation';
  readonly source: string;
  readonly sourceKey: string;
  readonly customer: readonly CustomerKey[];
  readonly other: readonly CustomerKey[];
  readonly role: string;
  readonly since?: string;
  readonly until?: string;
}

/** A tie between a customer and our side: a team member or a brand, exactly one of them. @since 0.1.0 */
export interface RelationshipRecord {
  readonly kind: 'relationship';
  readonly source: string;
  readonly sourceKey: string;
  readonly customer: readonly CustomerKey[];
  readonly teamMember?: string;
  readonly brand?: string;
  readonly role: string;
  readonly since?: string;
  readonly until?: string;
}

/** A brand of ours. @since 0.1.0 */
export interface BrandRecord {
  readonly kind: 'brand';
  readonly source: string;
  readonly sourceKey: string;
  readonly code: string;
  readonly name: string;
}

/** A person of ours. @since 0.1.0 */
export interface TeamMemberRecord {
  readonly kind: 'teamMember';
  readonly source: string;
  readonly sourceKey: string;
  readonly code: string;
  readonly name: string;
  readonly role: string;
  readonly territory?: string;
}

/** A territory, and the one it is part of. @since 0.1.0 */
export interface TerritoryRecord {
  readonly kind: 'territory';
  readonly source: string;
  readonly sourceKey: string;
  readonly code: string;
  readonly name: string;
  readonly parent?: string;
  readonly country?: string;
}

/** An approved message. @since 0.1.0 */
export interface ContentRecord {
  readonly kind: 'content';
  readonly source: string;
  readonly sourceKey: string;
  readonly code: string;
  readonly title: string;
  readonly brand?: string;
  readonly channel?: string;
  readonly approvedFrom?: string;
  readonly approvedUntil?: string;
}

/** The exchange rates of one day. They join the next edition of the rates; a rate that is known already changes nothing. @since 0.1.0 */
export interface ExchangeRatesRecord {
  readonly kind: 'exchangeRates';
  readonly source: string;
  readonly sourceKey: string;
  /** Currency that the rates are against; the same for all rates of an installation. */
  readonly base: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Units per unit of the base, by currency: positive decimals, as the source writes them. */
  readonly rates: Readonly<Record<string, string>>;
}
