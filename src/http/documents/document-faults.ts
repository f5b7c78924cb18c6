import { type DocumentNode, GraphQLError } from 'graphql';
import { circleOf, depthsOf, type ShapeCounts, shapeOf } from './document-shape';

/** What a document may hold whatever its operations ask, over all transports alike. */
export const documentLimits = {
  characters: 100_000,
  tokens: 3_000,
  aliases: 200,
  directives: 100,
  operations: 50,
  fragments: 150,
  spreads: 500,
  introspections: 10,
  pairs: 50_000,
} as const;

/** For the parser: a longer document is refused before it is read to the end. */
export const parseOptions = { maxTokens: documentLimits.tokens } as const;

/** Faults told at most. Each asks for suggestions among all names of the schema. */
export const mostFaults = 20;

export interface DepthLimit {
  /** Levels that the fields of an operation may nest. */
  readonly depth: number;
}

const words: Readonly<Record<keyof ShapeCounts, string>> = {
  aliases: 'aliases',
  directives: 'directives',
  operations: 'operations',
  fragments: 'fragments',
  spreads: 'spreads of fragments',
  introspections: 'fields about the schema',
  pairs: 'pairs of fields with the same name',
};

/**
 * What a document holds too much of. Found before it is validated: the work of validation can grow with the square of what
 * a document holds, and with more where fragments spread each other.
 */
export function documentFaults(document: DocumentNode, { depth: deepest }: DepthLimit): readonly GraphQLError[] {
  const shape = shapeOf(document);
  const kinds = Object.keys(words) as (keyof ShapeCounts)[];
  const tooMany = kinds.filter((kind) => shape.counts[kind] > documentLimits[kind]);
  if (tooMany.length > 0) {
    return tooMany.map((kind) => {
      const limit = documentLimits[kind];
      return new GraphQLError(`The document has ${shape.counts[kind]} ${words[kind]}; ${limit} are allowed.`);
    });
  }
  const circle = circleOf(shape);
  if (circle !== null) return [new GraphQLError(`Fragments must not spread each other in a circle: ${told(circle)}.`)];
  return depthsOf(shape)
    .filter(({ depth }) => depth > deepest)
    .map(
      ({ node, depth }) =>
        new GraphQLError(`The operation nests ${depth} levels deep; ${deepest} are allowed.`, { nodes: node }),
    );
}

/** Names come from the caller: a message does not repeat all of them at any length. */
function told(circle: readonly string[]): string {
  const names = circle.map((name) => name.slice(0, 40));
  return names.length <= 6 ? names.join(', ') : [...names.slice(0, 5), `and ${names.length - 5} more`].join(', ');
}
