/** What an object or list costs beside what it holds, and any other value that is no text. */
const perValue = 8;

/** How deep an answer may nest; what refers to itself nests without end. */
const deepest = 64;

/**
 * About how many bytes a value is worth: characters of texts, bytes of buffers, 8 for everything else. Stops counting
 * beyond the limit, so that its cost is bounded like what it measures.
 */
export function sizeOf(value: unknown, limit: number): number {
  return sizeFrom(value, limit, 0, 0);
}

function sizeFrom(value: unknown, limit: number, counted: number, depth: number): number {
  if (typeof value === 'string') return counted + perValue + value.length;
  if (typeof value !== 'object' || value === null) return counted + perValue;
  if (ArrayBuffer.isView(value)) return counted + perValue + value.byteLength;
  if (depth > deepest) return Number.POSITIVE_INFINITY;
  let size = counted + perValue;
  for (const key in value) {
    if (size > limit) return size;
    size = sizeFrom((value as Readonly<Record<string, unknown>>)[key], limit, size, depth + 1);
  }
  return size;
}
