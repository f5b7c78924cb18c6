import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  GraphQLBoolean,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parseType,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Chance } from './chance';
import { drawValue, jsonValue, type Place, valueNode } from './draw-value';
import { endCursor, name, tellsOfRows, typename } from './field-nodes';
import { likelihood, weightOf } from './likelihoods';
import type { Pools } from './pools';

/** A document with the variables to send along. */
export interface DrawnOperation {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** With variables for another request of the same document: others given, absent, or of other values. */
export interface RepeatedOperation extends DrawnOperation {
  readonly again: DrawnOperation['variables'];
}

/** Depth of fields, and fields of one operation. */
const limits = { depth: 7, fields: 45 } as const;

/**
 * Draws operations that are valid but for fields that do not merge: fragments of both kinds on interfaces and objects, within
 * each other too, fields that merge, aliases, variables given, absent, null and defaulted, whole or inside of values,
 * conditions, and every argument.
 */
export function drawOperation(
  schema: GraphQLSchema,
  chance: Chance,
  pools: Pools,
  mayAskRoot: (field: string) => boolean = () => true,
): RepeatedOperation {
  return new Drawing(schema, chance, pools).operation(mayAskRoot);
}

class Drawing {
  readonly #fragments: FragmentDefinitionNode[] = [];
  readonly #definitions: VariableDefinitionNode[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #again: Record<string, unknown> = {};
  #left = limits.fields;
  #names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly chance: Chance,
    private readonly pools: Pools,
  ) {}

  operation(mayAskRoot: (field: string) => boolean): RepeatedOperation {
    const query = this.schema.getQueryType();
    if (query === undefined || query === null) throw new Error('The schema has no queries.');
    const roots = Object.values(query.getFields()).filter(({ name }) => mayAskRoot(name));
    const count = this.chance.happens(0.8) ? 1 : 2;
    const selections = Array.from({ length: count }, () => {
      const field = this.chance.pickWeighted(roots, weightOf);
      return this.#field(query, field, 1, 'aliased');
    });
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: 'query' as never,
          name: name('Drawn'),
          variableDefinitions: this.#definitions,
          selectionSet: { kind: Kind.SELECTION_SET, selections: [...selections] },
        },
        ...this.#fragments,
      ],
    };
    return { document, variables: this.#variables, again: this.#again };
  }

  #field(
    parent: GraphQLNamedType,
    field: GraphQLField<unknown, unknown>,
    depth: number,
    alias: 'aliased' | 'perhaps',
  ): FieldNode {
    this.#left -= 1;
    const type = getNamedType(field.type);
    const args = field.args.flatMap((arg) => this.#argument(`${parent.name}.${field.name}`, arg));
    // The same key with other arguments does not merge.
    const aliased = alias === 'aliased' || (args.length > 0 ? this.chance.happens(0.6) : this.chance.happens(0.12));
    return {
      kind: Kind.FIELD,
      name: name(field.name),
      ...(aliased ? { alias: name(this.#fresh('a')) } : {}),
      arguments: args,
      directives: depth === 1 ? [] : this.#conditions(),
      ...(isCompositeType(type) ? { selectionSet: this.#selections(type, depth + 1) } : {}),
    };
  }

  #selections(type: GraphQLNamedType, depth: number): NonNullable<FieldNode['selectionSet']> {
    const selections: SelectionNode[] = this.#fieldsOf(type, depth);
    if (isAbstractType(type)) {
      for (let arms = this.chance.below(4); arms > 0; arms -= 1) {
        selections.push(this.#fragment(this.chance.pick(this.schema.getPossibleTypes(type)), depth));
      }
    } else if (this.chance.happens(0.15)) {
      selections.push(this.#fragment(this.chance.pick([type, ...interfacesOf(type)]), depth));
    }
    if (isAbstractType(type) && this.chance.happens(0.15)) selections.push(this.#fragment(type, depth));
    if (selections.length === 0 || this.chance.happens(0.15)) selections.push(typename);
    if (type.name === 'PageInfo' && !selections.some(tellsOfRows)) selections.push(endCursor);
    return { kind: Kind.SELECTION_SET, selections };
  }

  #fieldsOf(type: GraphQLNamedType, depth: number): SelectionNode[] {
    if (!('getFields' in type)) return [];
    const all = Object.values(type.getFields()) as GraphQLField<unknown, unknown>[];
    const deep = depth < limits.depth && this.#left > 0;
    const usable = all.filter((field) => deep || isLeafType(getNamedType(field.type)));
    const wanted = Math.min(usable.length, 1 + this.chance.below(deep ? 5 : 3));
    const chosen = new Set<GraphQLField<unknown, unknown>>();
    for (let tries = 0; tries < wanted * 2 && chosen.size < wanted; tries += 1) {
      chosen.add(this.chance.pickWeighted(usable, weightOf));
    }
    return [...chosen].flatMap((field) => {
      const node = this.#field(type, field, depth, 'perhaps');
      return this.chance.happens(0.05) ? [node, this.#repeated(field, node, depth)] : [node];
    });
  }

  /** The same field once more, which merges with the first. */
  #repeated({ type }: GraphQLField<unknown, unknown>, node: FieldNode, depth: number): FieldNode {
    const named = getNamedType(type);
    return isCompositeType(named) ? { ...node, selectionSet: this.#selections(named, depth + 1) } : { ...node };
  }

  #fragment(type: GraphQLNamedType, depth: number): SelectionNode {
    const condition = { kind: Kind.NAMED_TYPE, name: name(type.name) } as const;
    const selectionSet = this.#selectionsFlat(type, depth);
    const directives = this.#conditions();
    if (this.chance.happens(0.4)) {
      const fragment = this.#fresh('F');
      this.#fragments.push({
        kind: Kind.FRAGMENT_DEFINITION,
        name: name(fragment),
        typeCondition: condition,
        selectionSet,
      });
      return { kind: Kind.FRAGMENT_SPREAD, name: name(fragment), directives };
    }
    const inline: InlineFragmentNode = {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: condition,
      directives,
      selectionSet,
    };
    return inline;
  }

  /** Mostly fields alone: most fragments within fragments come from fields below. */
  #selectionsFlat(type: GraphQLNamedType, depth: number): NonNullable<FieldNode['selectionSet']> {
    const selections = this.#fieldsOf(type, depth);
    if (this.chance.happens(0.15)) selections.push(this.#fragment(type, depth));
    return { kind: Kind.SELECTION_SET, selections: selections.length === 0 ? [typename] : selections };
  }

  #argument(coordinate: string, arg: GraphQLArgument): readonly ArgumentNode[] {
    const required = isRequiredArgument(arg);
    if (!required && !this.chance.happens(likelihood(arg.name))) return [];
    const place: Place = { coordinate, name: arg.name };
    const value = this.chance.happens(0.35)
      ? this.#variable(arg.type, place, arg.defaultValue !== undefined)
      : this.#literal(arg.type, drawValue(this.chance, this.pools, arg.type, place));
    return [{ kind: Kind.ARGUMENT, name: name(arg.name), value }];
  }

  #conditions(): readonly DirectiveNode[] {
    if (!this.chance.happens(0.06)) return [];
    const which = this.chance.pick(['include', 'skip']);
    const truth = this.chance.happens(which === 'include' ? 0.7 : 0.3);
    const value = this.chance.happens(0.6) ? this.#condition(truth) : valueNode(truth);
    return [
      {
        kind: Kind.DIRECTIVE,
        name: name(which),
        arguments: [{ kind: Kind.ARGUMENT, name: name('if'), value }],
      },
    ];
  }

  /** One that may be null only where it has a default, which is then given, absent, and now and then null all the same. */
  #condition(truth: boolean): ArgumentNode['value'] {
    if (this.chance.happens(0.7)) {
      return this.#declare(new GraphQLNonNull(GraphQLBoolean), [truth, this.chance.happens(0.5)]);
    }
    const given = this.chance.happens(0.04) ? null : this.chance.pick([truth, undefined]);
    return this.#declare(GraphQLBoolean, [given, !truth], this.chance.happens(0.5));
  }

  /** The value as it stands in the document, with variables for some of its parts. */
  #literal(type: GraphQLInputType, value: unknown): ArgumentNode['value'] {
    const present = getNullableType(type);
    if (isListType(present) && Array.isArray(value)) {
      return { kind: Kind.LIST, values: value.map((item) => this.#part(present.ofType, item)) };
    }
    if (!isInputObjectType(present) || value === null) return valueNode(value);
    const types = present.getFields();
    const fields = Object.entries(value as object).flatMap(([key, inner]) => {
      const field = types[key];
      return field === undefined
        ? []
        : [{ kind: Kind.OBJECT_FIELD, name: name(key), value: this.#part(field.type, inner) } as const];
    });
    return { kind: Kind.OBJECT, fields };
  }

  #part(type: GraphQLInputType, value: unknown): ArgumentNode['value'] {
    if (!this.chance.happens(0.15)) return this.#literal(type, value);
    const perhaps = (): unknown => (!isNonNullType(type) && this.chance.happens(0.2) ? undefined : value);
    return this.#declare(type, [perhaps(), perhaps()]);
  }

  /** A variable for an argument: given, absent, or with a default and then given, null or absent. */
  #variable(type: GraphQLInputType, place: Place, hasDefault: boolean): ArgumentNode['value'] {
    const draw = (): unknown => drawValue(this.chance, this.pools, type, place);
    if (isNonNullType(type) && !hasDefault) return this.#declare(type, [draw(), draw()]);
    // A nullable variable may stand where the argument has a default of its own.
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (this.chance.happens(0.25)) return this.#declare(nullable, [undefined, draw()]);
    if (this.chance.happens(0.3)) {
      return this.#declare(nullable, [this.chance.happens(0.5) ? draw() : undefined, draw()], draw());
    }
    return this.#declare(nullable, [draw(), this.chance.happens(0.5) ? draw() : undefined]);
  }

  /** @param values of both requests; undefined: it is absent */
  #declare(
    type: GraphQLInputType,
    [value, another]: readonly [unknown, unknown],
    defaultValue?: unknown,
  ): ArgumentNode['value'] {
    const own = this.#fresh('v');
    const node = { kind: Kind.VARIABLE, name: name(own) } as const;
    const withDefault = defaultValue !== undefined && (defaultValue !== null || !isNonNullType(type));
    this.#definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable: node,
      type: parseType(String(type)),
      ...(withDefault ? { defaultValue: valueNode(defaultValue) as never } : {}),
    });
    if (value !== undefined) this.#variables[own] = jsonValue(value);
    if (another !== undefined) this.#again[own] = jsonValue(another);
    return node;
  }

  #fresh(letter: string): string {
    this.#names += 1;
    return `${letter}${this.#names}`;
  }
}

const interfacesOf = (type: GraphQLNamedType): readonly GraphQLNamedType[] =>
  isObjectType(type) ? type.getInterfaces() : [];
