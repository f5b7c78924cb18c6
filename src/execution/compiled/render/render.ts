import { statementName } from '../../../shared/prepared';
import type { Catalogue } from '../../catalogue/catalogue';
import type { Rules } from '../../sql/table-reference';
import { type Operation, type Refusal, refused } from '../operation';
import type { CompiledPlan } from '../plan/compiled-plan';
import type { SiteForm } from '../plan/site-values';
import type { ColumnFacts } from './column-facts';
import { entityText } from './entity';
import { fieldText } from './field';
import { sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import { PlanWriter } from './plan-writer';
import type { Rendering, ToldReads } from './rendering';
import { rootText } from './root';

export interface RenderInput {
  readonly operation: Operation;
  readonly catalogue: Catalogue;
  readonly facts: ColumnFacts;
  /** For any principal of the shape: its texts are the same for all of them. */
  readonly rules: Rules;
  /** By `ArgumentSite.index`. */
  readonly forms: readonly SiteForm[];
  /** Default: untold. */
  readonly reads?: ToldReads;
}

/** Writes the one statement that answers an operation, for all requests of one shape. */
export function renderPlan({
  operation,
  catalogue,
  facts,
  rules,
  forms,
  reads = 'untold',
}: RenderInput): CompiledPlan | Refusal {
  const writer = new PlanWriter(rules);
  const rendering: Rendering = {
    ...{ writer, catalogue, facts, forms, reads },
    field: (field, row) => fieldText(rendering, field, row),
    entity: (typeName, below, row) => entityText(rendering, typeName, below, row),
  };
  try {
    const text = `select ${sqlOf(rootText(rendering, operation.root))} as data`;
    const { parameters, holes } = writer;
    return Object.freeze({ name: statementName(text), text, parameters, holes });
  } catch (error) {
    if (error instanceof NotCompilable) return refused(error.message);
    throw error;
  }
}
