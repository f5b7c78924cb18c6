import { type InteractionType, z } from '../../sdk';

/** What a key of `details` holds once accepted. `unknown` is compatible with everything. */
export type DetailsKind = 'text' | 'integer' | 'number' | 'boolean' | 'object' | 'unknown';

export interface DetailsKey {
  readonly kind: DetailsKind;
  readonly list: boolean;
  /** False when the key may be absent or null. */
  readonly always: boolean;
  /** The only texts it may hold, when they are counted out. */
  readonly texts: readonly string[] | null;
}

/** The keys of a details schema, as its own JSON schema tells them. Calls the schema, which is a plugin's code. */
export function detailsKeys(details: InteractionType['details']): ReadonlyMap<string, DetailsKey> {
  const known = read.get(details) ?? readKeys(details);
  read.set(details, known);
  return known;
}

/** Every field of a class asks for the same schema. */
const read = new WeakMap<InteractionType['details'], ReadonlyMap<string, DetailsKey>>();

function readKeys(details: InteractionType['details']): ReadonlyMap<string, DetailsKey> {
  const schema = z.toJSONSchema(details, { io: 'output', unrepresentable: 'any' }) as JsonSchema;
  const required = new Set(schema.required ?? []);
  return new Map(
    Object.entries(schema.properties ?? {}).map(([key, property]) => [key, describe(property, required.has(key))]),
  );
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function describe(schema: JsonSchema, required: boolean): DetailsKey {
  const all = alternatives(schema);
  const present = all.filter(({ type }) => type !== 'null');
  const [only] = present.length === 1 ? present : [];
  const list = only?.type === 'array';
  const item = list ? only?.items : only;
  return { kind: kindOf(item), list, always: required && present.length === all.length, texts: textsOf(item) };
}

/** What a value may be, whether written as `anyOf` or as a list of types. */
function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(alternatives);
  const { type } = schema;
  return typeof type === 'object' ? type.map((each) => ({ ...schema, type: each })) : [schema];
}

function kindOf(schema: JsonSchema | undefined): DetailsKind {
  const type = schema?.type ?? (schema?.const === undefined ? undefined : typeof schema.const);
  switch (type) {
    case 'string':
      return 'text';
    case 'integer':
    case 'number':
    case 'boolean':
    case 'object':
      return type;
    default:
      return 'unknown';
  }
}

function textsOf(schema: JsonSchema | undefined): readonly string[] | null {
  const values = schema?.enum ?? (schema?.const === undefined ? [] : [schema.const]);
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length > 0 && texts.length === values.length ? texts : null;
}
