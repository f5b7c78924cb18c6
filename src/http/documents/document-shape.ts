import { type DefinitionNode, type DocumentNode, type FragmentDefinitionNode, Kind, visit } from 'graphql';

/** What a document holds, whatever the schema says of it. */
export interface DocumentShape {
  readonly counts: ShapeCounts;
  readonly parts: readonly DocumentPart[];
}

export interface ShapeCounts {
  /** Those of `__typename` included. */
  readonly aliases: number;
  readonly directives: number;
  readonly operations: number;
  readonly fragments: number;
  readonly spreads: number;
  /** Fields that ask about the schema itself. */
  readonly introspections: number;
  /** Pairs of fields that are answered under the same name: what validation may have to compare with each other. */
  readonly pairs: number;
}

/** An operation or a fragment, as far as it goes without the fragments it spreads. */
export interface DocumentPart {
  readonly definition: DefinitionNode;
  /** Levels of its fields; introspection counts as one. */
  readonly depth: number;
  readonly spreads: readonly { readonly name: string; readonly depth: number }[];
  /** Names of fragments spread below introspection, whose depth graphql-js limits by a rule of its own. */
  readonly introspecting: readonly string[];
}

type Open = { -readonly [Key in keyof DocumentPart]: DocumentPart[Key] } & {
  readonly spreads: { readonly name: string; readonly depth: number }[];
  readonly introspecting: string[];
};

/** One walk over the document, in time that grows with its length and nothing else. */
export function shapeOf(document: DocumentNode): DocumentShape {
  const counted = { aliases: 0, directives: 0, spreads: 0, introspections: 0 };
  const named = new Map<string, number>();
  const parts: Open[] = [];
  let depth = 0;
  let introspection = 0;
  const begin = (definition: DefinitionNode): void => {
    parts.push({ definition, depth: 0, spreads: [], introspecting: [] });
    depth = 0;
  };
  visit(document, {
    OperationDefinition: { enter: begin },
    FragmentDefinition: { enter: begin },
    Directive: () => {
      counted.directives += 1;
    },
    Field: {
      enter: ({ name, alias }) => {
        if (alias !== undefined) counted.aliases += 1;
        const key = (alias ?? name).value;
        named.set(key, (named.get(key) ?? 0) + 1);
        if (isIntrospection(name.value)) counted.introspections += 1;
        if (introspection === 0) depth += 1;
        if (introspection > 0 || isIntrospection(name.value)) introspection += 1;
        const part = parts.at(-1);
        if (part !== undefined) part.depth = Math.max(part.depth, depth);
      },
      leave: () => {
        if (introspection > 0) introspection -= 1;
        if (introspection === 0) depth -= 1;
      },
    },
    FragmentSpread: ({ name: { value: name } }) => {
      counted.spreads += 1;
      const part = parts.at(-1);
      if (introspection > 0) part?.introspecting.push(name);
      else part?.spreads.push({ name, depth });
    },
  });
  const ofKind = (kind: Kind): number => parts.filter(({ definition }) => definition.kind === kind).length;
  return {
    parts,
    counts: {
      ...counted,
      operations: ofKind(Kind.OPERATION_DEFINITION),
      fragments: ofKind(Kind.FRAGMENT_DEFINITION),
      pairs: [...named.values()].reduce((pairs, count) => pairs + (count * (count - 1)) / 2, 0),
    },
  };
}

/** A circle of fragments by their names; null: there is none. Each fragment is looked at once. */
export function circleOf({ parts }: DocumentShape): readonly string[] | null {
  const byName = fragmentsOf(parts);
  const done = new Set<string>();
  const under: string[] = [];
  const circleFrom = (name: string): readonly string[] | null => {
    if (under.includes(name)) return [...under.slice(under.indexOf(name)), name];
    const part = byName.get(name);
    if (part === undefined || done.has(name)) return null;
    under.push(name);
    for (const next of [...part.spreads.map((spread) => spread.name), ...part.introspecting]) {
      const circle = circleFrom(next);
      if (circle !== null) return circle;
    }
    under.pop();
    done.add(name);
    return null;
  };
  for (const name of byName.keys()) {
    const circle = circleFrom(name);
    if (circle !== null) return circle;
  }
  return null;
}

/** The operations with their depths, fragments included. Only for documents without circles. */
export function depthsOf({
  parts,
}: DocumentShape): readonly { readonly node: DefinitionNode; readonly depth: number }[] {
  const byName = fragmentsOf(parts);
  const known = new Map<DocumentPart, number>();
  const depthOf = (part: DocumentPart): number => {
    const measured = known.get(part);
    if (measured !== undefined) return measured;
    const spread = part.spreads.map(({ name, depth }) => {
      const fragment = byName.get(name);
      return fragment === undefined ? depth : depth + depthOf(fragment);
    });
    const depth = Math.max(part.depth, ...spread);
    known.set(part, depth);
    return depth;
  };
  return parts
    .filter(({ definition }) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((part) => ({ node: part.definition, depth: depthOf(part) }));
}

function fragmentsOf(parts: readonly DocumentPart[]): ReadonlyMap<string, DocumentPart> {
  const isFragment = (part: DocumentPart): boolean => part.definition.kind === Kind.FRAGMENT_DEFINITION;
  return new Map(
    parts.filter(isFragment).map((part) => [(part.definition as FragmentDefinitionNode).name.value, part]),
  );
}

const isIntrospection = (name: string): boolean => name === '__schema' || name === '__type';
