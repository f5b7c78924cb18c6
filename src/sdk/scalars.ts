import { GraphQLScalarType } from 'graphql';
import {
  GraphQLCountryCode,
  GraphQLCurrency,
  GraphQLDateTimeISO,
  GraphQLJSONObject,
  GraphQLLocalDate,
  GraphQLSafeInt,
} from 'graphql-scalars';

/** A point in time, ISO 8601 with zone, millisecond precision: `2026-11-21T09:30:00.000Z`. @since 0.1.0 */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'A point in time in ISO 8601 with a zone, to the millisecond: 2026-11-21T09:30:00.000Z.',
  specifiedByURL: null,
});

/** A calendar day without a time, `2026-11-21`. @since 0.1.0 */
export const CalendarDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  description: 'A calendar day in ISO 8601: 2026-11-21.',
});

/** A whole number up to 2^53 - 1, for counts and minor units of money that outgrow 32 bits. @since 0.1.0 */
export const SafeInt = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  name: 'SafeInt',
  description: 'A whole number between -(2^53 - 1) and 2^53 - 1.',
});

/** An ISO 4217 currency code, `EUR`. @since 0.1.0 */
export const CurrencyCode = new GraphQLScalarType({
  ...GraphQLCurrency.toConfig(),
  name: 'CurrencyCode',
  description: 'A currency by its ISO 4217 code: EUR.',
});

/** An ISO 3166-1 alpha-2 country code, `DE`. @since 0.1.0 */
export const CountryCode = new GraphQLScalarType({
  ...GraphQLCountryCode.toConfig(),
  name: 'CountryCode',
  description: 'A country by its ISO 3166-1 alpha-2 code: DE.',
});

/** Any JSON object. Used only where a plugin's details schema, not the API, fixes the shape. @since 0.1.0 */
export const JsonObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  name: 'JSONObject',
  description: 'A JSON object whose shape is fixed by the details schema of an interaction type.',
});
