import {
  batchLoading,
  type Compiling,
  completerOf,
  fillAll,
  type Loading,
  Output,
  type Hole as Place,
  textOf,
  whyNotCompletable,
  writerOf,
} from '../../complete';
import { rootKey } from '../../loader/batch';
import type { Engine } from '../../loader/engine';
import { type ObjectSelection, type Operation, type Refusal, refused, type ValueSelection } from '../operation';
import type { BoundRequest, CompiledPlan, Hole } from '../plan/compiled-plan';
import { segmentsOf, signs } from './tokens';

export interface HolesToFill {
  readonly plan: CompiledPlan;
  readonly request: BoundRequest;
  /** The answer of the statement, with tokens. */
  readonly text: string;
  /** What {@link HoleFiller.begin} answered. */
  readonly begun: BegunRoots;
}

/** Batch fields of Query under way. */
export interface BegunRoots {
  /** By index of the plan's hole. */
  readonly places: ReadonlyMap<number, Place>;
  /** Settled when all are filled; never rejects. */
  readonly filled: Promise<Refusal | null>;
}

/**
 * Puts the answers of batch functions where a statement left holes, as JSON text. Each function is called once per level
 * with the keys of all its places. An operation is refused whose answer has an error: graphql-js then calls the functions
 * again, and reports what and where.
 */
export interface HoleFiller {
  /** Begins with what needs nothing of the statement, to run beside it. */
  readonly begin: (plan: CompiledPlan, request: BoundRequest) => BegunRoots;
  readonly fill: (holes: HolesToFill) => Promise<string | Refusal>;
  /** For operations whose root fields are batch fields all, which hence need no statement: the text of `data`. */
  readonly answer: (operation: Operation, request: BoundRequest) => Promise<string | Refusal>;
}

const rootKeys = [rootKey];

const nothingBegun: BegunRoots = { places: new Map(), filled: Promise.resolve(null) };

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
  const rootHoles = new WeakMap<CompiledPlan, readonly Hole[]>();
  const rootsOf = (plan: CompiledPlan): readonly Hole[] => {
    const roots = rootHoles.get(plan) ?? plan.holes.filter((hole) => isRoot(engine, hole));
    rootHoles.set(plan, roots);
    return roots;
  };
  return {
    begin: (plan, request) => {
      const roots = rootsOf(plan);
      if (roots.length === 0) return nothingBegun;
      const output = new Output();
      for (const root of roots) output.leave(loadingOf(root), rootKeys);
      const places = new Map(roots.flatMap(({ index }, number) => placeOf(index, output.holes[number])));
      return { places, filled: refusalOf(fillAll(request, output.holes)) };
    },
    fill: async ({ plan, request, text, begun }) => {
      // Many places are only left where something is out of the ordinary.
      if (begun === nothingBegun && !text.includes(signs.hole)) return text;
      const output = outputOf(text, plan.holes.map(loadingOf), begun.places);
      const refusals = await Promise.all([refusalOf(fillAll(request, output.holes)), begun.filled]);
      return refusals.find((refusal) => refusal !== null) ?? textOf(output.pieces());
    },
    answer: async ({ root }, request) => {
      const reason = whyNotAnswerable(root);
      if (reason !== null) return refused(reason);
      const output = new Output();
      writerOf(compiling, root)({}, output);
      return (await refusalOf(fillAll(request, output.holes))) ?? textOf(output.pieces());
    },
  };
}

const placeOf = (index: number, place: Place | undefined): readonly (readonly [number, Place])[] =>
  place === undefined ? [] : [[index, place]];

function isRoot({ catalogue }: Engine, { selection }: Hole): boolean {
  const [typeName = ''] = selection.description.coordinate.split('.');
  return catalogue.types.get(typeName)?.role === 'root';
}

function outputOf(text: string, loadings: readonly Loading[], places: BegunRoots['places']): Output {
  const output = new Output();
  for (const segment of segmentsOf(text)) {
    if (segment.kind === 'text') {
      output.text += segment.text;
      continue;
    }
    const place = places.get(segment.hole);
    const loading = loadings[segment.hole];
    if (place !== undefined) output.put(place);
    else if (loading !== undefined) output.leave(loading, [segment.key]);
    else throw new Error(`The plan has no hole ${segment.hole}.`);
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

/** What goes wrong is thrown again where graphql-js calls the same functions, with the place that GraphQL reports. */
async function refusalOf(work: Promise<void>): Promise<Refusal | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}
