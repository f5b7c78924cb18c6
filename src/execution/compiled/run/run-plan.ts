import type { BoundRequest, CompiledPlan } from '../plan/compiled-plan';
import { signs } from '../splice/tokens';

/**
 * Runs the statement of a plan.
 *
 * @returns the answer with the tokens of its holes, or null when something in it is an error for GraphQL
 * @throws what the database says
 */
export async function runPlan({ name, text, parameters }: CompiledPlan, request: BoundRequest): Promise<string | null> {
  const values = parameters.map((binder) => binder(request));
  const [row] = await request.context.reader.query<{ readonly data: string | null }>({ name, text, values });
  const data = row?.data ?? null;
  return data === null || data.includes(signs.broken) ? null : data;
}
