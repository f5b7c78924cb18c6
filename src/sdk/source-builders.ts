import type {
  BatchSource,
  ColumnSource,
  ConnectionSource,
  DetailsSource,
  Filter,
  GlobalIdSource,
  ListSource,
  LookupSource,
  MoneySource,
  NodeSource,
  PartSource,
  ReferenceSource,
  SummarySource,
} from './source';
import type { StoredAnswer } from './stored-answer';

/**
 * A column of the type's own table, where its name is not the field's in snake_case.
 *
 * @since 0.1.0
 * @example
 * import { column } from 'rapport/sdk';
 *
 * column('name_prefix'); // => { kind: 'column', column: 'name_prefix' }
 */
export const column = (name: string): ColumnSource => ({ kind: 'column', column: name });

/**
 * A value inside the details of an interaction, where its key is not the field's name.
 *
 * @since 0.1.0
 * @example
 * import { fromDetails } from 'rapport/sdk';
 *
 * fromDetails('device', 'name'); // => { kind: 'details', path: ['device', 'name'] }
 */
export const fromDetails = (...path: string[]): DetailsSource => ({ kind: 'details', path });

/**
 * The opaque id of a row: its type and key columns, default `id`.
 *
 * @since 0.1.0
 * @example
 * import { globalId } from 'rapport/sdk';
 *
 * globalId('SmsThread'); // => { kind: 'globalId', type: 'SmsThread', columns: ['id'] }
 */
export const globalId = (type: string, ...columns: string[]): GlobalIdSource => ({
  kind: 'globalId',
  type,
  columns: columns.length > 0 ? columns : ['id'],
});

/**
 * A nested object that reads the same row as its parent.
 *
 * @since 0.1.0
 * @example
 * import { part } from 'rapport/sdk';
 *
 * part({ presentWhen: { column: 'answered_at' } }); // => { kind: 'part', presentWhen: { column: 'answered_at' } }
 */
export const part = (options: Omit<PartSource, 'kind'> = {}): PartSource => ({ kind: 'part', ...options });

/**
 * A Money object from a column of integer minor units and one of the currency.
 *
 * @since 0.1.0
 * @example
 * import { money } from 'rapport/sdk';
 *
 * money('fee_minor', 'fee_currency'); // => { kind: 'money', minorUnits: 'fee_minor', currency: 'fee_currency' }
 */
export const money = (minorUnits: string, currency: string): MoneySource => ({ kind: 'money', minorUnits, currency });

/**
 * The row of another table that this row's column names, by its `key`.
 *
 * @since 0.1.0
 * @example
 * import { reference } from 'rapport/sdk';
 *
 * reference('Brand', 'brand_id'); // => { kind: 'reference', type: 'Brand', column: 'brand_id', key: 'id' }
 */
export const reference = (type: string, columnName: string, key = 'id'): ReferenceSource => ({
  kind: 'reference',
  type,
  column: columnName,
  key,
});
/**
 * A reference to a row whose key begins with the customer, named by this row's `within` column.
 *
 * @since 0.1.0
 * @example
 * import { referenceWithin } from 'rapport/sdk';
 *
 * referenceWithin('SmsThread', 'thread_id').within; // => 'customer_id'
 */
export const referenceWithin = (type: string, columnName: string, within = 'customer_id'): ReferenceSource => ({
  ...reference(type, columnName),
  within,
});

/**
 * One row of another table, found by the arguments of a root field.
 *
 * @since 0.1.0
 * @example
 * import { lookup } from 'rapport/sdk';
 *
 * const byNumber = lookup('SmsThread', { sql: (number) => `t.number = ${number}`, value: (given) => given });
 * byNumber.type; // => 'SmsThread'
 */
export const lookup = (type: string, by: Filter): LookupSource => ({ kind: 'lookup', type, by });

/**
 * Objects by the opaque ids that the arguments give; with `type`, of that type only.
 *
 * @since 0.1.0
 * @example
 * import { byId } from 'rapport/sdk';
 *
 * byId('SmsThread'); // => { kind: 'node', type: 'SmsThread' }
 */
export const byId = (type?: string): NodeSource => (type === undefined ? { kind: 'node' } : { kind: 'node', type });

/**
 * All rows of another table that belong to this row. Default `column`: `id`.
 *
 * @since 0.1.0
 * @example
 * import { list } from 'rapport/sdk';
 *
 * const newest = { sql: 't.started_at', type: 'timestamptz', direction: 'desc' } as const;
 * const threads = list({ type: 'SmsThread', key: 'customer_id', orderBy: [newest], limit: 50 });
 * threads.column; // => 'id'
 */
export const list = (options: Omit<ListSource, 'kind' | 'column'> & { readonly column?: string }): ListSource => ({
  kind: 'list',
  column: 'id',
  ...options,
});

/**
 * A Relay connection over another table.
 *
 * @since 0.1.0
 * @example
 * import { connection } from 'rapport/sdk';
 *
 * const newest = { terms: [{ sql: 't.id', type: 'bigint', direction: 'desc' }] } as const;
 * connection({ type: 'SmsThread', orderings: { NEWEST: newest }, filters: {} }).kind; // => 'connection'
 */
export const connection = (options: Omit<ConnectionSource, 'kind'>): ConnectionSource => ({
  kind: 'connection',
  ...options,
});

/**
 * Figures of a customer over interactions, each by the name of its field. They are part of the statement that reads the customer.
 *
 * @since 0.1.0
 * @example
 * import { countOf, summary } from 'rapport/sdk';
 *
 * const source = summary({ messages: countOf('sms.reply_received') });
 * source.kind; // => 'summary'
 */
export const summary = (figures: SummarySource['figures']): SummarySource => ({ kind: 'summary', figures });

/**
 * A field that needs JavaScript: one call for all parents of a level. Answers stand in the order of the keys.
 *
 * @since 0.1.0
 * @example
 * import { batch } from 'rapport/sdk';
 *
 * const doubled = batch(async (keys) => keys.map((key) => Number(key) * 2));
 * doubled.kind; // => 'batch'
 */
export const batch = (load: BatchSource['load'], columnName?: string): BatchSource =>
  columnName === undefined ? { kind: 'batch', load } : { kind: 'batch', load, column: columnName };
/**
 * The same with answers that lie ready.
 *
 * @since 0.1.0
 * @example
 * import { storedBatch } from 'rapport/sdk';
 *
 * const source = storedBatch(
 *   {
 *     from: { table: 'plugin_sms.figure', key: 'customer_id', customerColumn: 'customer_id' },
 *     fits: { sql: (today) => `t.computed_on = ${today}`, value: () => '2026-11-21' },
 *     fields: { mood: { column: 'mood' } },
 *   },
 *   async (keys) => keys.map(() => ({ mood: 'unknown' })),
 * );
 * source.stored?.fields; // => { mood: { column: 'mood' } }
 */
export const storedBatch = (stored: StoredAnswer, load: BatchSource['load']): BatchSource => ({
  ...batch(load),
  stored,
});
