import type { ReadDocument } from './read-document';

/** Documents kept; the longest is bounded by the parser's limit of tokens. */
const mostRemembered = 500;

/**
 * Reads each document once: parsing and validating take longer than most answers, and plans are kept with the document.
 * The one not asked for longest makes room.
 */
export function rememberedDocuments(read: (query: string) => ReadDocument): (query: string) => ReadDocument {
  const known = new Map<string, ReadDocument>();
  return (query) => {
    const document = known.get(query) ?? read(query);
    known.delete(query);
    if ('errors' in document) return document;
    known.set(query, document);
    const oldest = known.keys().next();
    if (known.size > mostRemembered && oldest.done !== true) known.delete(oldest.value);
    return document;
  };
}
