import type { Importer } from '../../sdk';
import { exchangeRates } from './exchange-rates.importer';
import { transactions } from './transactions.importer';

/** Files of money that any installation may have. */
export const ledgerImporters: readonly Importer[] = [exchangeRates, transactions];
