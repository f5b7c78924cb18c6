import { type FieldSource, type MoneySource, majorUnits, type PartSource } from '../../sdk';
import { encodeGlobalId } from '../../shared/global-id';
import { type Catalogue, type TypeDescription, typeNamed } from '../catalogue/catalogue';
import { type Entity, type Row, rowOf, rowSymbol } from './rows';

/** Makes the object that graphql-js walks from a row. */
export type EntityMaker = (row: Row) => Entity;

/**
 * Makers for all types that read rows. Columns and details become properties once per row; ids, parts and money are
 * getters of the prototype, paid for only when asked for. graphql-js needs no resolver for any of them, and the type name
 * stands on the prototype, so that interfaces are resolved synchronously.
 */
export function entityMakers(catalogue: Catalogue): (typeName: string) => EntityMaker {
  const makers = new Map<string, EntityMaker>();
  const makerOf = (typeName: string): EntityMaker => {
    const known = makers.get(typeName);
    if (known !== undefined) return known;
    const type = typeNamed(catalogue, typeName);
    const maker = type.rowTypes === null ? objectMaker(type, makerOf) : interfaceMaker(type.rowTypes, makerOf);
    makers.set(typeName, maker);
    return maker;
  };
  return makerOf;
}

type MakerOf = (typeName: string) => EntityMaker;
type Read = (row: Row) => unknown;

function interfaceMaker(rowTypes: NonNullable<TypeDescription['rowTypes']>, makerOf: MakerOf): EntityMaker {
  return (row) => makerOf(rowTypes.byValue.get(String(row[rowTypes.column])) ?? rowTypes.otherwise)(row);
}

function objectMaker(type: TypeDescription, makerOf: MakerOf): EntityMaker {
  const prototype: object = Object.create(Object.prototype, { __typename: { value: type.name } });
  const properties: (readonly [string, Read])[] = [];
  for (const field of type.fields.values()) {
    const read = plainReader(field.source);
    if (read !== null) properties.push([field.name, read]);
    const get = derivedReader(field.source, field.type, makerOf);
    if (get !== null) defineGetter(prototype, field.name, get);
  }
  return (row) => {
    const entity = Object.create(prototype) as Record<string | symbol, unknown>;
    entity[rowSymbol] = row;
    for (const [name, read] of properties) entity[name] = read(row);
    return entity as Entity;
  };
}

function defineGetter(prototype: object, name: string, read: Read): void {
  Object.defineProperty(prototype, name, {
    get(this: unknown) {
      return read(rowOf(this));
    },
  });
}

function plainReader(source: FieldSource | null): Read | null {
  if (source?.kind === 'column') return (row) => row[source.column];
  if (source?.kind !== 'details') return null;
  return (row) => source.path.reduce<unknown>((value, key) => (value as Row | null | undefined)?.[key], row.details);
}

function derivedReader(source: FieldSource | null, type: string, makerOf: MakerOf): Read | null {
  switch (source?.kind) {
    case 'globalId':
      return (row) => encodeGlobalId(source.type, ...source.columns.map((column) => row[column] as string | number));
    case 'money':
      return (row) => moneyOf(row, source);
    case 'part':
      return (row) => (isPresent(row, source) ? makerOf(type)(row) : null);
    default:
      return null;
  }
}

function isPresent(row: Row, { presentWhen }: PartSource): boolean {
  if (presentWhen === undefined) return true;
  const value = row[presentWhen.column];
  if (presentWhen.values === undefined) return value !== null && value !== undefined;
  return presentWhen.values.includes(String(value));
}

function moneyOf(row: Row, source: MoneySource): object | null {
  const minorUnits = row[source.minorUnits] as number | null | undefined;
  const currency = row[source.currency] as string | null | undefined;
  if (minorUnits === null || minorUnits === undefined || currency === null || currency === undefined) return null;
  return {
    minorUnits,
    currency,
    get amount() {
      return majorUnits(minorUnits, currency);
    },
  };
}
