/** What an object or list costs beside what it holds, and any other value that is no text. */
const perValue = 8;

/** How deep an answer may nest; what refers to itself nests without end. */
const deepest = 64;

/** Told of every value that is walked over. */
type Look = (value: unknown) => void;

/**
 * About how many bytes a value is worth: characters of texts, bytes of buffers, 8 for everything else. Stops counting
 * beyond the limit, so that its cost is bounded like what it measures.
 */
export function sizeOf(value: unknown, limit: number): number {
  return sizeFrom(value, limit, 0, 0, () => undefined);
}

/**
 * The same of a value that must be data.
 *
 * @throws TypeError when it holds a function, a symbol or a promise; whatever the value throws when it is read
 */
export function sizeOfData(value: unknown, limit: number): number {
  let fault: string | null = null;
  const size = sizeFrom(value, limit, 0, 0, (each) => {
    const kind = kindOfNoData(each);
    // All of it is looked at: promises that fail are to be nobody's incident.
    if (kind !== null) fault ??= kind;
  });
  if (fault !== null) throw new TypeError(`it answers ${fault}, which is no data`);
  return size;
}

function kindOfNoData(value: unknown): string | null {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (!(value instanceof Promise)) return null;
  value.catch(() => undefined);
  return 'a promise';
}

function sizeFrom(value: unknown, limit: number, counted: number, depth: number, look: Look): number {
  if (typeof value === 'string') return counted + perValue + value.length;
  look(value);
  if (typeof value !== 'object' || value === null) return counted + perValue;
  if (ArrayBuffer.isView(value)) return counted + perValue + value.byteLength;
  if (depth > deepest) return Number.POSITIVE_INFINITY;
  let size = counted + perValue;
  for (const key in value) {
    if (size > limit) return size;
    size = sizeFrom((value as Readonly<Record<string, unknown>>)[key], limit, size, depth + 1, look);
  }
  return size;
}
