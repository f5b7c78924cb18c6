import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RapportError, z } from '../../sdk';

/** One operation document, under the ids by which clients may ask for it. */
export interface RegisteredDocument {
  /** Where it was read, for messages. */
  readonly origin: string;
  readonly ids: readonly string[];
  readonly text: string;
}

/** Id -> text, as @graphql-codegen's client preset (`persistedDocuments`) and relay-compiler (`persistConfig.file`) write it. */
const idsToTexts = z.record(z.string().min(1), z.string().min(1));

/** As Apollo's manifest generator writes it. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/**
 * Reads a manifest, or a folder: of its `.graphql` and `.gql` files each is one document, of its `.json` files each a manifest.
 * Every document also has the sha256 of its text as an id.
 *
 * @throws RapportError CONFIG_INVALID when something there cannot be read
 */
export function readManifest(path: string): readonly RegisteredDocument[] {
  const isFolder = orInvalid(path, () => statSync(path).isDirectory());
  const documents = isFolder ? filesBelow(path).flatMap(readDocumentFile) : readDocumentFile(path);
  if (documents.length > 0) return documents;
  throw new RapportError('CONFIG_INVALID', `RAPPORT_TRUSTED_DOCUMENTS: there are no operations in ${path}.`);
}

/** Lower-case hexadecimal, as automatic persisted queries use it. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function filesBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.(graphql|gql|json)$/.test(name)).map((name) => join(folder, name));
}

function readDocumentFile(path: string): readonly RegisteredDocument[] {
  const text = orInvalid(path, () => readFileSync(path, 'utf8'));
  if (!path.endsWith('.json')) return [{ origin: path, ids: [sha256(text), sha256(text.trim())], text: text.trim() }];
  const content: unknown = orInvalid(path, () => JSON.parse(text));
  const apollo = apolloManifest.safeParse(content);
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => registered(path, id, body));
  const plain = idsToTexts.safeParse(content);
  if (plain.success) return Object.entries(plain.data).map(([id, body]) => registered(path, id, body));
  const wanted = 'a JSON object of ids and operation texts, as the compilers of GraphQL clients write it';
  throw new RapportError('CONFIG_INVALID', `RAPPORT_TRUSTED_DOCUMENTS: ${path} must hold ${wanted}.`);
}

function registered(origin: string, id: string, text: string): RegisteredDocument {
  return { origin, ids: [id, sha256(text)], text };
}

function orInvalid<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RapportError('CONFIG_INVALID', `RAPPORT_TRUSTED_DOCUMENTS: ${path} cannot be read: ${reason}`);
  }
}
