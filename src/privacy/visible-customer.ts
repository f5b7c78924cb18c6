import { RapportError, type ReadContext } from '../sdk';
import { decodeIntegerId } from '../shared/global-id';
import { isVisible } from './visible-customer.store';

/** The number of a customer whom the caller may see. @throws RapportError ID_INVALID, NOT_FOUND */
export async function visibleCustomer(context: ReadContext, id: string): Promise<number> {
  const customerId = decodeIntegerId(id, 'Customer');
  if (!(await isVisible(context, customerId)))
    throw new RapportError('NOT_FOUND', 'There is no customer with this id.');
  return customerId;
}
