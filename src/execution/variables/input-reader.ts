import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Reads a value of an input type as graphql-js does. @throws anything for a value that is faulty, or not plain JSON */
export type InputReader = (value: unknown) => unknown;

/**
 * Makes readers of input types, one for each type. graphql-js asks at each value what its type is, notes where it stands and lists the
 * fields of its object anew, for the sake of errors that hardly ever come.
 */
export class InputReaders {
  readonly #known = new Map<GraphQLInputType, InputReader>();

  of(type: GraphQLInputType): InputReader {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    if (isNonNullType(type)) return this.#keep(type, present(this.of(type.ofType)));
    if (isListType(type)) return this.#keep(type, listOf(this.of(type.ofType)));
    if (!isInputObjectType(type)) return this.#keep(type, leafOf(type));
    // An input may hold itself: its reader is known before those of its fields are made.
    let own: InputReader | undefined;
    this.#keep(type, (value) => {
      own ??= this.#objectOf(type);
      return own(value);
    });
    return this.#known.get(type) as InputReader;
  }

  #keep(type: GraphQLInputType, reader: InputReader): InputReader {
    this.#known.set(type, reader);
    return reader;
  }

  #objectOf(type: GraphQLInputObjectType): InputReader {
    if (type.isOneOf) return refuse;
    const fields = Object.values(type.getFields()).map(({ name, type: of, defaultValue }) => {
      return { name, read: this.of(of), defaultValue, isRequired: isNonNullType(of) };
    });
    const names = new Set(fields.map(({ name }) => name));
    return (value) => {
      if (value == null) return null;
      if (typeof value !== 'object' || Array.isArray(value)) return refuse();
      for (const key in value) if (!names.has(key)) return refuse();
      const given = value as Readonly<Record<string, unknown>>;
      const answer = new Plain() as Record<string, unknown>;
      for (const { name, read, defaultValue, isRequired } of fields) {
        const member = given[name];
        if (member !== undefined) answer[name] = read(member);
        else if (defaultValue !== undefined) answer[name] = defaultValue;
        else if (isRequired) return refuse();
      }
      return answer;
    };
  }
}

/** Objects that inherit nothing, like those of graphql-js, but of one shape for those with the same fields. */
class Plain {}
Object.setPrototypeOf(Plain.prototype, null);
Reflect.deleteProperty(Plain.prototype, 'constructor');

/** The words for it are those of graphql-js. */
function refuse(): never {
  throw new TypeError('The value is to be read by graphql-js.');
}

const present =
  (read: InputReader): InputReader =>
  (value) =>
    value == null ? refuse() : read(value);

const listOf =
  (read: InputReader): InputReader =>
  (value) => {
    if (value == null) return null;
    if (Array.isArray(value)) return value.map(read);
    return typeof value === 'object' && Symbol.iterator in value ? refuse() : [read(value)];
  };

const leafOf =
  (type: GraphQLLeafType): InputReader =>
  (value) => {
    if (value == null) return null;
    const read = type.parseValue(value);
    return read === undefined ? refuse() : read;
  };
