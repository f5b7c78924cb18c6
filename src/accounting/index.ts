export { type Account, type AccountOptions, type Accounts, type BookedEntry, createAccounts } from './accounts';
export type { AccountRequest } from './booked-entries.store';
export { type Edition, latestEdition, type Quote } from './exchange-rates.store';
export { convertQuoted, quotedRates, quoteValidForDays } from './quoted-rates';
export { isQuote, type NewRates, type RecordedRates, recordRates } from './record-rates';
