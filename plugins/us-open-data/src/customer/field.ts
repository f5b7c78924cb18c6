import { batch, type FieldContribution } from 'rapport/sdk';
import { openPaymentsSource } from '../open-payments/recipient';
import { partDSource, yearlyNature } from '../part-d/claims-ledger';
import { summarise } from './figures';
import { type FigureRow, figuresOf } from './figures.sql';
import { UsOpenDataCustomer } from './types';

const sources = { payments: openPaymentsSource, medicare: partDSource, medicareNature: yearlyNature };

export const customerField: FieldContribution = {
  on: 'Customer',
  name: 'usOpenData',
  description: 'What public US data say about the customer: payments by companies and Medicare prescriptions.',
  type: () => UsOpenDataCustomer,
  cost: 10,
  source: batch(async (keys, _args, { reader, visible }) => {
    const ids = keys.map(Number);
    const rows = await reader.query<FigureRow>(figuresOf(ids, sources, visible));
    const byCustomer = new Map<number, FigureRow[]>(ids.map((id) => [id, []]));
    for (const row of rows) byCustomer.get(row.customer_id)?.push(row);
    return ids.map((id) => summarise(byCustomer.get(id) ?? []));
  }),
};
