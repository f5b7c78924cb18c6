import type { ReadDocument } from './read-document';

/** Documents kept. */
const mostRemembered = 500;

/** Characters of all of them: a document that is read takes up to 80 bytes for each. */
const mostCharacters = 2_000_000;

/**
 * Reads each document once: parsing and validating take longer than most answers, and plans are kept with the document.
 * The one not asked for longest makes room.
 */
export function rememberedDocuments(
  read: (query: string) => ReadDocument,
  limits: { readonly documents: number; readonly characters: number } = {
    documents: mostRemembered,
    characters: mostCharacters,
  },
): (query: string) => ReadDocument {
  const known = new Map<string, ReadDocument>();
  let characters = 0;
  return (query) => {
    const found = known.get(query);
    const document = found ?? read(query);
    if ('errors' in document) return document;
    if (found === undefined) characters += query.length;
    known.delete(query);
    known.set(query, document);
    for (const oldest of known.keys()) {
      if (known.size <= limits.documents && characters <= limits.characters) break;
      known.delete(oldest);
      characters -= oldest.length;
    }
    return document;
  };
}
