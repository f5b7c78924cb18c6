import { convert, isMarketSignal, type NetContribution, netContribution } from '../economics';
import type { Basis, LedgerKind, ReadContext, Reader } from '../sdk';
import { groupBy } from '../shared/group-by';
import { type AccountRequest, type AccountRow, type BookedRow, readAccounts } from './booked-entries.store';
import { quotedRates, quoteValidForDays } from './quoted-rates';

/** An entry of a net contribution in the reporting currency. The amounts of all of them add up to `netMinor`. */
export interface BookedEntry {
  /** Id of the ledger entry, or of the contact whose cost by the rate card it is. */
  readonly entryId: string;
  readonly fromRateCard: boolean;
  /** The contact it is part of; null when it stands alone. */
  readonly interactionId: string | null;
  readonly kind: LedgerKind;
  readonly label: Basis;
  /** `YYYY-MM-DD`. */
  readonly occurredOn: string;
  /** Signed: positive adds to what the customer brings. */
  readonly amountMinor: number;
}

/** What a customer brought and cost on the days asked for, with its entries. */
export interface Account extends NetContribution {
  readonly entries: readonly BookedEntry[];
  /** Number of the edition of exchange rates; null when none was ever recorded. */
  readonly edition: number | null;
}

export interface AccountOptions {
  /** The edition of exchange rates to convert by; absent: the latest. */
  readonly edition?: number | null;
  /** Entries as they were known at an instant; absent: as they are known now. */
  readonly knownAt?: Date | null;
  /** Which entries and contacts the caller may see; absent: the figures are not for a caller. */
  readonly visible?: ReadContext['visible'];
}

/** Net contributions of many customers, in the order of the requests; null where no money is computed. */
export interface Accounts {
  readonly reportingCurrency: string;
  /** One statement for all of them. The same entries and edition give the same figures. */
  accounts(
    reader: Reader,
    requests: readonly AccountRequest[],
    options?: AccountOptions,
  ): Promise<readonly (Account | null)[]>;
}

/** @param model names the reporting currency; its document may change while the process runs */
export function createAccounts(model: { readonly document: { readonly reportingCurrency: string } }): Accounts {
  return {
    get reportingCurrency() {
      return model.document.reportingCurrency;
    },
    accounts: (reader, requests, options = {}) => readNet(reader, requests, model.document.reportingCurrency, options),
  };
}

async function readNet(
  reader: Reader,
  requests: readonly AccountRequest[],
  reportingCurrency: string,
  { edition = null, knownAt = null, visible }: AccountOptions,
): Promise<readonly (Account | null)[]> {
  if (requests.length === 0) return [];
  const rates = { reportingCurrency, validForDays: quoteValidForDays, edition, knownAt, visible };
  const rows = await readAccounts(reader, requests, rates);
  const bySlot = groupBy(rows, ({ slot }) => slot);
  return requests.map((request, index) => {
    const own = bySlot.get(index + 1);
    return own === undefined ? null : account(request, own, reportingCurrency);
  });
}

const isBooked = (row: AccountRow): row is BookedRow => row.entry_id !== null;

function account(request: AccountRequest, rows: readonly AccountRow[], reportingCurrency: string): Account {
  const booked = rows.filter(isBooked);
  const [head] = rows;
  const edition = head === undefined || isBooked(head) ? null : head.edition;
  const hash = head === undefined || isBooked(head) ? null : head.edition_hash;
  const table = quotedRates(booked, reportingCurrency, { id: edition, hash: hash ?? '' });
  const entries = booked.map((row) => ({ row, ...datedAmount(row) }));
  const window = { from: request.from ?? '0001-01-01', to: request.to ?? '9999-12-31' };
  return {
    ...netContribution(entries, window, table),
    edition,
    entries: entries.flatMap(({ row, ...entry }) => {
      const amountMinor = convert(entry, table);
      if (amountMinor === undefined || isMarketSignal(entry)) return [];
      return [bookedEntry(row, amountMinor)];
    }),
  };
}

function datedAmount({ amount_minor, currency, occurred_on, kind, basis }: BookedRow) {
  return { amountMinor: amount_minor, currency, occurredOn: occurred_on, kind, basis };
}

function bookedEntry(row: BookedRow, amountMinor: number): BookedEntry {
  return {
    entryId: row.entry_id,
    fromRateCard: row.from_rate_card,
    interactionId: row.interaction_id,
    kind: row.kind,
    label: row.basis,
    occurredOn: row.occurred_on,
    amountMinor,
  };
}
