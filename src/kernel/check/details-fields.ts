import { CalendarDate, CountryCode, CurrencyCode, DateTime, Float, ID, Int, JsonObject, SafeInt } from '../../sdk';
import type { MetadataIndex } from '../graphql/metadata-index';
import type { TypeKey } from '../graphql/type-view';
import type { DetailsKind } from './details-shape';

/** What a GraphQL type can show; null where nothing can be said. */
export interface ExpectedKind {
  readonly kinds: readonly DetailsKind[] | null;
  readonly texts: readonly string[] | null;
}

const scalarKinds = new Map<unknown, readonly DetailsKind[]>([
  [String, ['text']],
  [ID, ['text', 'integer']],
  [DateTime, ['text']],
  [CalendarDate, ['text']],
  [CurrencyCode, ['text']],
  [CountryCode, ['text']],
  [Int, ['integer']],
  [SafeInt, ['integer']],
  [Float, ['number', 'integer']],
  [Number, ['number', 'integer']],
  [Boolean, ['boolean']],
  [JsonObject, ['object']],
]);

/** What of `details` a field of the GraphQL type can show without an error at run time. */
export function expectedKind(type: TypeKey, index: MetadataIndex): ExpectedKind {
  const scalar = scalarKinds.get(type);
  if (scalar !== undefined) return { kinds: scalar, texts: null };
  const view = index.view(type);
  if (view?.kind === 'object') return { kinds: ['object'], texts: null };
  if (view?.kind !== 'enum') return { kinds: null, texts: null };
  const values = view.values.map(({ value }) => value);
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length === values.length ? { kinds: ['text'], texts } : { kinds: null, texts: null };
}
