import type { DataClass } from './roles';

/**
 * Fields that show a kind of data that not every role may see. Asking for one is refused as a whole and says so: null or an
 * empty list would tell that there is nothing. Rows of that kind are hidden by the row rules beside it, whatever way leads to them.
 */
export const fieldClasses: Readonly<Record<`${string}.${string}`, DataClass>> = {
  'Customer.addresses': 'contact',
  'Customer.contactPoints': 'contact',
  'Customer.channelMoves': 'money',
  'Customer.ledger': 'money',
  'Customer.ledgerSummary': 'money',
  'Customer.netContribution': 'money',
  'Customer.profitability': 'money',
  // The index weighs money, too.
  'Customer.relationshipValue': 'money',
  'Interaction.touchCost': 'money',
  'InteractionMetricsRow.cost': 'money',
};
