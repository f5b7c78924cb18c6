import { type InteractionType, z } from '../../../sdk';

/** The part of JSON Schema that details schemas are written in. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** A details schema as JSON Schema, of what comes in. What has no counterpart there stands for anything. */
export function jsonSchemaOf({ details }: Pick<InteractionType, 'details'>): JsonSchema {
  const known = read.get(details) ?? (z.toJSONSchema(details, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
  read.set(details, known);
  return known;
}

const read = new WeakMap<InteractionType['details'], JsonSchema>();

/** The alternatives of a schema: its own single one, or what it lists under `anyOf`, `oneOf` or several types. */
export function alternativesOf(schema: JsonSchema): readonly JsonSchema[] {
  const listed = schema.anyOf ?? schema.oneOf;
  if (listed !== undefined) return listed.flatMap(alternativesOf);
  const { type } = schema;
  return typeof type === 'object' ? type.map((each) => ({ ...schema, type: each })) : [schema];
}

/** Inclusive limits of a number; whole ones for an integer. */
export function limitsOf(schema: JsonSchema): { readonly min: number; readonly max: number } {
  const step = schema.type === 'integer' ? 1 : 1e-9;
  const { exclusiveMinimum, exclusiveMaximum } = schema;
  const min = Math.max(schema.minimum ?? -most, exclusiveMinimum === undefined ? -most : exclusiveMinimum + step);
  const max = Math.min(schema.maximum ?? most, exclusiveMaximum === undefined ? most : exclusiveMaximum - step);
  return { min: Math.min(min, max), max };
}

/** What no sensible figure of a contact reaches. */
const most = 1_000_000_000;
