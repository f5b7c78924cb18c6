import { readText } from '../../../shared/read-text';
import type { OperationReads } from '../../reads';
import type { BoundRequest, CompiledPlan } from '../plan/compiled-plan';
import { respelled, signs, withoutReads } from '../splice/tokens';
import type { PreparedNames } from './prepared-names';

/**
 * Runs the statement of a plan.
 *
 * @returns the answer with the tokens of its holes, or null when something in it is an error for GraphQL
 * @throws what the database says, and RapportError AUDIT_UNAVAILABLE when it cannot be written down whose data it shows
 */
export async function runPlan(plan: CompiledPlan, request: BoundRequest, names: PreparedNames): Promise<string | null> {
  const { reader, now, reads } = request.context;
  const { text } = plan;
  const values = plan.parameters.map((binder) => binder(request));
  const name = names.nameOf(plan, now);
  const data = await readText(reader, name === null ? { text, values } : { name, text, values });
  if (data === null || data.includes(signs.broken)) return null;
  return respelled(reads === undefined ? data : tell(reads, data));
}

function tell(reads: OperationReads, data: string): string {
  const { text, customers } = withoutReads(data);
  if (customers.size > 0) reads.customers(customers);
  return text;
}
