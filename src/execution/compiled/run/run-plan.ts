import type { BoundRequest, CompiledPlan } from '../plan/compiled-plan';
import { signs } from '../splice/tokens';
import type { PreparedNames } from './prepared-names';

interface Answer {
  readonly data: string | null;
}

/**
 * Runs the statement of a plan.
 *
 * @returns the answer with the tokens of its holes, or null when something in it is an error for GraphQL
 * @throws what the database says
 */
export async function runPlan(plan: CompiledPlan, request: BoundRequest, names: PreparedNames): Promise<string | null> {
  const { reader, now } = request.context;
  const { text } = plan;
  const values = plan.parameters.map((binder) => binder(request));
  const name = names.nameOf(plan, now);
  const [row] = await reader.query<Answer>(name === null ? { text, values } : { name, text, values });
  const data = row?.data ?? null;
  return data === null || data.includes(signs.broken) ? null : data;
}
