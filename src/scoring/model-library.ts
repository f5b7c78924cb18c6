import { RapportError, type Reader } from '../sdk';
import { parseModelDocument } from '../value';
import { fixed } from './current-model';
import type { ModelInForce } from './model';
import { readModelDocument } from './model-document.store';

/** Value models by hash. Documents never change, so each is read once. */
export interface ModelLibrary {
  readonly inForce: ModelInForce;
  /** @throws RapportError NOT_FOUND when no document has the hash */
  byHash(reader: Reader, hash: string): Promise<ModelInForce>;
}

/** More than anyone compares; a document is some 50 kB. */
const mostKept = 32;

export function createModelLibrary(inForce: ModelInForce): ModelLibrary {
  const kept = new Map<string, ModelInForce>();
  return {
    get inForce() {
      return fixed(inForce);
    },
    byHash: async (reader, hash) => {
      const known = hash === inForce.hash ? fixed(inForce) : kept.get(hash);
      if (known !== undefined) return known;
      const stored = await readModelDocument(reader, hash);
      if (stored === null) throw new RapportError('NOT_FOUND', `There is no value model ${hash}.`);
      const document = parseModelDocument(stored);
      const model = { hash, name: document.name, document };
      const [oldest] = kept.keys();
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
      kept.set(hash, model);
      return model;
    },
  };
}
