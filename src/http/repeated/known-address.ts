import { documentRequestOf } from '../documents/named-document';
import type { DocumentRequest } from '../documents/trusted-documents';

/** What an address asks for whose document is persisted. */
export interface KnownAddress {
  /** Texts, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly document: DocumentRequest;
}

/** Parameters that say nothing of how to answer. */
const plain: ReadonlySet<string> = new Set(['extensions', 'variables', 'operationName']);

/** Reads an address in the form that clients write it in; null: it is to be looked at more closely. */
export function knownAddress(address: string): KnownAddress | null {
  const parameters = parametersOf(address);
  if (parameters === null) return null;
  const document = documentRequestOf({ method: 'GET', body: undefined, query: parameters });
  return document.extensions == null ? null : { parameters, document };
}

function parametersOf(address: string): Readonly<Record<string, string>> | null {
  const parameters: Record<string, string> = {};
  for (const pair of address.slice(address.indexOf('?') + 1).split('&')) {
    const end = pair.indexOf('=');
    const name = pair.slice(0, end);
    const value = end === -1 || !plain.has(name) || name in parameters ? null : decoded(pair.slice(end + 1));
    if (value === null) return null;
    parameters[name] = value;
  }
  return parameters;
}

/** What is badly written is read by the framework in a way of its own. */
function decoded(text: string): string | null {
  if (text.includes('#')) return null;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
