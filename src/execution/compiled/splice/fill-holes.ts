import {
  batchLoading,
  type Compiling,
  completerOf,
  fillAll,
  type Loading,
  Output,
  whyNotCompletable,
  writerOf,
} from '../../complete';
import type { Engine } from '../../loader/engine';
import { type ObjectSelection, type Operation, type Refusal, refused, type ValueSelection } from '../operation';
import type { BoundRequest, CompiledPlan, Hole } from '../plan/compiled-plan';
import { segmentsOf } from './tokens';

export interface HolesToFill {
  readonly plan: CompiledPlan;
  readonly request: BoundRequest;
  /** The answer of the statement, with tokens. */
  readonly text: string;
}

/**
 * Puts the answers of batch functions where a statement left holes, as JSON text. Each function is called once per level
 * with the keys of all its places. An operation is refused whose answer has an error: graphql-js then calls the functions
 * again, and reports what and where.
 */
export interface HoleFiller {
  readonly fill: (holes: HolesToFill) => Promise<string | Refusal>;
  /** For operations whose root fields are batch fields all, which hence need no statement: the text of `data`. */
  readonly answer: (operation: Operation, request: BoundRequest) => Promise<string | Refusal>;
}

export function createHoleFiller(engine: Engine): HoleFiller {
  const compiling: Compiling = { engine, writers: new WeakMap() };
  const loadings = new WeakMap<ValueSelection, Loading>();
  const loadingOf = ({ selection }: Hole): Loading => {
    const known = loadings.get(selection);
    if (known !== undefined) return known;
    const { source } = selection.description;
    if (source?.kind !== 'batch') throw new Error(`${selection.description.coordinate} is no batch field.`);
    const loading = batchLoading(selection, source, completerOf(compiling, selection));
    loadings.set(selection, loading);
    return loading;
  };
  return {
    fill: ({ plan, request, text }) => refuseFaults(() => fillAll(request, outputOf(text, plan.holes.map(loadingOf)))),
    answer: ({ root }, request) =>
      refuseFaults(async () => {
        const reason = whyNotAnswerable(root);
        if (reason !== null) return refused(reason);
        const output = new Output();
        writerOf(compiling, root)({}, output);
        return fillAll(request, output);
      }),
  };
}

function outputOf(text: string, loadings: readonly Loading[]): Output {
  const output = new Output();
  for (const segment of segmentsOf(text)) {
    if (segment.kind === 'text') {
      output.text += segment.text;
      continue;
    }
    const loading = loadings[segment.hole];
    if (loading === undefined) throw new Error(`The plan has no hole ${segment.hole}.`);
    output.leave(loading, [segment.key]);
  }
  return output;
}

function whyNotAnswerable({ fields }: ObjectSelection): string | null {
  for (const field of fields) {
    const reason = field.kind === 'typename' ? null : whyNotCompletable(field);
    if (reason !== null) return reason;
  }
  return null;
}

async function refuseFaults(work: () => Promise<string | Refusal>): Promise<string | Refusal> {
  try {
    return await work();
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}
