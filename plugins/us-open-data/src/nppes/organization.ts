import type { CustomerRecord } from 'rapport/sdk';
import { present } from '../reading/present';
import type { TableRow } from '../reading/table';

/** Legal and other name of an organisation (entity type 2). Code 4 is a former legal name, 3 "doing business as", 5 other. */
export function organizationFields(row: TableRow): Pick<CustomerRecord, 'organizationName' | 'otherNames'> {
  const organizationName = row.text('Provider Organization Name (Legal Business Name)');
  const other = row.text('Provider Other Organization Name');
  const use = row.text('Provider Other Organization Name Type Code') === '4' ? 'former' : 'other';
  const otherNames = other === '' || other === organizationName ? [] : [{ use, organizationName: other } as const];
  return { ...present({ organizationName }), otherNames };
}
