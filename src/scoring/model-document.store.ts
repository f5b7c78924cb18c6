import type { Reader } from '../sdk';

/** A document by its hash, as it is stored; null when there is none. */
export async function readModelDocument(reader: Reader, hash: string): Promise<unknown> {
  const [row] = await reader.query<{ readonly document: unknown }>({
    name: 'scoring-model-document',
    text: 'select document from core.value_model where hash = $1',
    values: [hash],
  });
  return row?.document ?? null;
}
