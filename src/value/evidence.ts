import type { ServiceNeed, ServiceRequest } from './service';

/** An event that a line can point at. */
export interface EventReference {
  readonly eventId: string;
  readonly occurredAt: number;
}

/** A request or need with what its line shows. */
export interface ServiceCase {
  readonly plugin: string;
  readonly label: string;
}

/** Money of the window: an entry, or several of one kind. Signed minor units of the reporting currency. */
export interface MoneyItem {
  readonly id: string;
  readonly plugin: string;
  readonly label: string;
  readonly basis: 'recorded' | 'modelled' | 'allocated';
  readonly amountMinor: number;
  readonly evidence: EventReference | null;
}

/** Money that counts in no sum, because nothing converts it. */
export interface Unconverted {
  readonly currency: string;
  readonly amountMinor: number;
}

/** Everything a value depends on besides the model, reduced to an instant. The same evidence gives the same value. */
export interface Evidence {
  /** Decayed amounts by signal, after daily caps, at the signals' own half-lives. */
  readonly sums: ReadonlyMap<string, number>;
  /** The same at the half-life of reciprocity. */
  readonly dialogue: ReadonlyMap<string, number>;
  /** Decayed mutual touches by our own people. */
  readonly actors: ReadonlyMap<string, number>;
  /** Decayed number of the events in which the customer took part. */
  readonly mass: number;
  readonly tenureDays: number;
  readonly first: EventReference | null;
  /** First positive event of each of the last periods that has one, by how many periods ago it was. */
  readonly periods: ReadonlyMap<number, EventReference>;
  readonly requests: readonly (ServiceRequest & ServiceCase)[];
  readonly needs: readonly (ServiceNeed & ServiceCase)[];
  readonly money: readonly MoneyItem[];
  readonly unconverted: readonly Unconverted[];
}

export const noEvidence: Evidence = {
  sums: new Map(),
  dialogue: new Map(),
  actors: new Map(),
  mass: 0,
  tenureDays: 0,
  first: null,
  periods: new Map(),
  requests: [],
  needs: [],
  money: [],
  unconverted: [],
};
