import { isObjectType } from 'graphql';
import type { BatchSource, InteractionRecord } from '../../../src/sdk';
import { sourceOf } from '../../../src/testing/contract/reading/select-all';
import type { TieredPlatform } from './platform';

/** One call of a batch function. */
export interface BatchCall {
  /** `Type.field`. */
  readonly coordinate: string;
  readonly keys: readonly unknown[];
  /** Statements that it sent, once it has answered. */
  statements: number;
}

/** Notes every call of a batch function in the list that it answers. */
export function watchBatchFields(platform: TieredPlatform): BatchCall[] {
  const calls: BatchCall[] = [];
  for (const [coordinate, source] of batchFields(platform)) {
    const load = source.load;
    jest.spyOn(source, 'load').mockImplementation((keys, args, context) => {
      const call: BatchCall = { coordinate, keys, statements: 0 };
      calls.push(call);
      const query: typeof context.reader.query = (statement) => {
        call.statements += 1;
        return context.reader.query(statement);
      };
      return load(keys, args, { ...context, reader: { query } });
    });
  }
  return calls;
}

/** All batch fields of the schema, by `Type.field`. */
export function batchFields({ schema }: TieredPlatform): ReadonlyMap<string, BatchSource> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return new Map(
    types.flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const source = sourceOf(field);
        return source?.kind === 'batch' ? [[`${type.name}.${field.name}`, source] as const] : [];
      }),
    ),
  );
}

/** Takes in a contact of every installed type with some of the population's customers, so that there is something to answer. */
export async function takeInContacts({ ingest, registry }: TieredPlatform, customers: number): Promise<void> {
  const records = [...registry.interactionTypes].flatMap(([type, { value }], index) =>
    [1, 2, 3].map(
      (customer): InteractionRecord => ({
        kind: 'interaction',
        ...{ source: 'test', sourceKey: `${type} ${customer}`, type },
        customer: [{ system: 'bench', value: `C-${String(1 + ((index + customer) % customers)).padStart(9, '0')}` }],
        occurredAt: `2026-${String(1 + (index % 9)).padStart(2, '0')}-1${customer}T09:00:00Z`,
        details: value.samples[0] ?? {},
        brand: `BRAND-${customer}`,
      }),
    ),
  );
  const items = records.map((record, index) => ({ record, position: { line: index + 1 } }));
  const { outcomes } = await ingest.take(items, { id: 'mutation', repeats: 'correct', snapshots: 'now' });
  expect(outcomes.map(({ status }) => status)).toEqual(records.map(() => 'accepted'));
}
