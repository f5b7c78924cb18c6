import type { StoredAnswer } from '../sdk';
import { componentIds } from '../value';
import type { ValueReader } from './value-reader';

/** The snapshot as the answer of `relationshipValue`, while it is of the model in force and nothing came in since. */
export function storedSnapshot(values: Pick<ValueReader, 'inForce'>): StoredAnswer {
  return {
    from: { table: 'core.customer_value', key: 'customer_id', customerColumn: 'customer_id', keyType: 'bigint' },
    fits: {
      sql: (hash) => `t.model_hash = ${hash}::text and not t.dirty`,
      value: () => values.inForce().hash,
    },
    noneWhen: { column: 'kind', values: ['consumer'] },
    fields: {
      rvi: { column: 'rvi' },
      value: { column: 'rvi' },
      grade: { column: 'grade' },
      computedAt: { column: 'computed_at' },
      knownAt: { constant: null },
      modelVersion: { column: 'model_hash' },
      modelName: { value: () => values.inForce().name },
      components: { items: componentIds.map((id) => ({ id: { constant: id }, value: { column: id } })) },
    },
  };
}
