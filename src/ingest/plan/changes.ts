import type { Quote } from '../../accounting';
import type { ConsentEvent } from '../../consent';
import type { ErrorCode } from '../../sdk';
import type { Prepared, Refused } from '../normalise/prepared';
import type { Normalised } from '../normalise/record-schemas';
import type { ReferenceKind } from './code-book';
import type { CustomerChange, CustomerLists } from './customer-change';

export interface RowKey {
  readonly customerId: number;
  readonly id: string;
}

/** An interaction to store. `superseded`: a later item of the same batch already corrected it. */
export interface PendingInteraction extends RowKey {
  readonly record: Normalised<'interaction'>;
  readonly revision: number;
  readonly channel: string;
  readonly occurredAt: Date;
  readonly imprecise: boolean;
  readonly brandId: number | null;
  readonly actorId: number | null;
  readonly contentId: number | null;
  superseded: boolean;
}

/** A line of the ledger to store. One that belongs to an interaction lives and dies with it. */
export interface PendingLedgerLine extends RowKey {
  readonly line: Omit<Normalised<'ledger'>, 'kind' | 'customer' | 'source' | 'sourceKey' | 'occurredOn' | 'brand'>;
  readonly source: string;
  readonly sourceKey: string;
  readonly occurredOn: string;
  readonly brandId: number | null;
  readonly interactionId: string | null;
  superseded: boolean;
}

export interface PendingNeed extends RowKey {
  readonly record: Normalised<'need'>;
  readonly raisedAt: Date;
  readonly brandId: number | null;
}

/** A consent to add. `superseded`: a later item of the same batch already corrected it. */
export interface PendingConsent extends RowKey, ConsentEvent {
  readonly record: Normalised<'consent'>;
  readonly revision: number;
  superseded: boolean;
}

export interface PendingRelationship extends RowKey {
  readonly record: Normalised<'relationship'>;
  readonly teamMemberId: number | null;
  readonly brandId: number | null;
}

export interface PendingAffiliation extends RowKey {
  readonly record: Normalised<'affiliation'>;
  readonly otherCustomerId: number;
}

/** A row that a correction gives to another customer. It keeps its id and what was added to it, such as a need's answer. */
export interface Move {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** Territory, brand, team member or content, with the ids of what it names. */
export interface PendingReference {
  readonly id: number;
  readonly record: Normalised<ReferenceKind>;
  readonly territoryId: number | null;
  readonly brandId: number | null;
}

/** A quote to join the next edition of exchange rates. */
export interface PendingRate {
  readonly source: string;
  readonly base: string;
  readonly quote: Quote;
}

/** An item that is kept aside, with why. `record` is normalised when it could be read. */
export interface PendingSetAside {
  readonly item: Prepared | Refused;
  readonly disposition: 'rejected' | 'waiting' | 'filtered';
  readonly code: ErrorCode;
  readonly reason: string;
  /** Id of the plugin that it waits for. */
  readonly plugin?: string | undefined;
  /** Nothing of what came may be kept. */
  readonly content?: 'withheld' | undefined;
  /** Set when a later item of the batch answered it. */
  resolution: string | null;
}

/** Everything one batch will write, collected item by item. Maps are keyed by row id unless said otherwise. */
export class Changes {
  readonly touchedCustomers = new Set<number>();
  readonly createdCustomers = new Set<number>();
  /** Keyed by customer. */
  readonly customers = new Map<number, CustomerChange>();
  /** Keyed by customer and source. */
  readonly customerLists = new Map<string, CustomerLists>();
  /** Keyed by kind and code. */
  readonly references = new Map<string, PendingReference>();
  /** Keyed by base, currency and day. */
  readonly exchangeRates = new Map<string, PendingRate>();
  readonly interactions = new Map<string, PendingInteraction>();
  readonly retractedInteractions: RowKey[] = [];
  readonly ledgerLines = new Map<string, PendingLedgerLine>();
  readonly retractedLedgerLines: RowKey[] = [];
  readonly needs = new Map<string, PendingNeed>();
  readonly withdrawnNeeds: RowKey[] = [];
  readonly consents = new Map<string, PendingConsent>();
  readonly retractedConsents: RowKey[] = [];
  readonly relationships = new Map<string, PendingRelationship>();
  readonly affiliations = new Map<string, PendingAffiliation>();
  readonly moves = {
    need: new Map<string, Move>(),
    relationship: new Map<string, Move>(),
    affiliation: new Map<string, Move>(),
  };
  /** Keyed by the item's index. */
  readonly setAside = new Map<number, PendingSetAside>();
  /** The last waiting item of each claim key. */
  readonly waitingByKey = new Map<string, PendingSetAside>();
  /** Open waiting rows whose key has been taken now, with what became of it. */
  readonly answeredWaiting: { readonly id: string; readonly resolution: string }[] = [];
}
