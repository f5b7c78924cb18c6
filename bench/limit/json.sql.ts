/** Short words for SQL expressions that write JSON text; concatenation is faster than `json_build_object`. */

/** An object: keys with expressions that write their values. */
export function object(fields: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fields).map(
    ([key, value], index) => `'${index === 0 ? '{' : ','}"${key}":' || ${value}`,
  );
  return `(${parts.join(' || ')} || '}')`;
}

/** An object, or null where the condition does not hold. */
export const objectWhen = (condition: string, fields: Readonly<Record<string, string>>): string =>
  `case when ${condition} then ${object(fields)} else 'null' end`;

/** An object of one row of another table, found by its primary key; null where there is none. */
export const one = (from: string, fields: Readonly<Record<string, string>>): string =>
  `coalesce((select ${object(fields)} from ${from}), 'null')`;

/** A list of what a query answers as column `j`, in its order. */
export const list = (query: string): string =>
  `(select '[' || coalesce(string_agg(j, ','), '') || ']' from (${query}) l)`;

/** Nodes of a connection of which only these are asked. */
export const nodes = (query: string): string => object({ nodes: list(query) });

export const text = (sql: string): string => `to_json(${sql})::text`;
export const orNull = (sql: string): string => `coalesce(${sql}, 'null')`;
export const nullableText = (sql: string): string => orNull(text(sql));

/** Text that needs no escaping: numbers, codes, enumeration values. */
export const quoted = (sql: string): string => `'"' || ${sql} || '"'`;
export const number = (sql: string): string => `(${sql})::text`;
export const date = (sql: string): string => orNull(quoted(`${sql}::text`));

/** To the millisecond, as JavaScript writes it. */
export const instant = (sql: string): string => quoted(`to_char(${sql}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
export const nullableInstant = (sql: string): string => orNull(instant(sql));

/** base64url of a text, which opaque ids and cursors are. */
const base64url = (sql: string): string => `translate(encode(convert_to(${sql}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
export const id = (type: string, ...keys: readonly string[]): string =>
  quoted(base64url([`'${type}'`, ...keys].join(` || ':' || `)));
export const cursor = (listName: string, ...terms: readonly string[]): string =>
  quoted(
    base64url(`'["${listName}"' || ${terms.map((term) => `',' || to_json(${term}::text)::text`).join(' || ')} || ']'`),
  );
