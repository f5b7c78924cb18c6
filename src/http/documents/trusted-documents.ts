import { type GraphQLSchema, parse, validate } from 'graphql';
import type { Logger } from 'pino';
import { RapportError } from '../../sdk';
import { type RegisteredDocument, readManifest } from './read-manifest';

/** What a request says about the document it wants to run. */
export interface DocumentRequest {
  readonly query?: unknown;
  /** Of the persisted documents of GraphQL over HTTP: an id, or `sha256:<hash>`. */
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** The only documents that run. */
export interface TrustedDocuments {
  /** The text to run. @throws RapportError DOCUMENT_NOT_TRUSTED */
  textFor(request: DocumentRequest): string;
}

/**
 * Reads the registered documents at `path`. One that the schema cannot run is told to the log and stays refused by the
 * schema: clients of an earlier version must not keep a server from starting.
 *
 * @throws RapportError CONFIG_INVALID when they cannot be read or an id stands for two texts
 */
export function trustedDocuments(path: string, schema: GraphQLSchema, log: Pick<Logger, 'warn'>): TrustedDocuments {
  const documents = readManifest(path);
  const byId = index(documents);
  const texts = new Set(documents.map(({ text }) => text));
  for (const { origin, ids, text } of documents) {
    const reason = faultOf(schema, text);
    if (reason !== null) log.warn({ origin, id: ids[0], reason }, 'A registered operation does not fit the schema');
  }
  return {
    textFor: (request) => {
      const id = idOf(request);
      const text = id === null ? request.query : (byId.get(id) ?? byId.get(id.replace(/^sha256:/, '')));
      if (typeof text === 'string' && texts.has(text)) return text;
      throw new RapportError('DOCUMENT_NOT_TRUSTED', refusal(id));
    },
  };
}

function index(documents: readonly RegisteredDocument[]): ReadonlyMap<string, string> {
  const byId = new Map<string, string>();
  for (const { origin, ids, text } of documents) {
    for (const id of ids) {
      const other = byId.get(id);
      if (other !== undefined && other !== text) {
        const message = `RAPPORT_TRUSTED_DOCUMENTS: the id ${id} stands for two operations, one of them in ${origin}.`;
        throw new RapportError('CONFIG_INVALID', message);
      }
      byId.set(id, text);
    }
  }
  return byId;
}

function faultOf(schema: GraphQLSchema, text: string): string | null {
  try {
    return validate(schema, parse(text))[0]?.message ?? null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Null: the request names its document by the text. */
function idOf({ documentId, extensions }: DocumentRequest): string | null {
  if (typeof documentId === 'string') return documentId;
  const persisted = (extensions as { readonly persistedQuery?: { readonly sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery;
  return typeof persisted?.sha256Hash === 'string' ? persisted.sha256Hash : null;
}

function refusal(id: string | null): string {
  const what = id === null ? 'This text is none of them.' : `The id ${id.slice(0, 80)} is none of theirs.`;
  return `This server runs registered operations only. ${what}`;
}
