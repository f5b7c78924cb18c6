import type { Reader } from '../sdk';
import { parseModelDocument } from '../value';
import type { ModelInForce } from './model';
import { readModelInForce } from './model.store';

/**
 * The model in force as this process knows it. Its properties follow every {@link reload}; whoever needs several of them
 * to belong together takes them with {@link fixed} first.
 */
export interface CurrentModel extends ModelInForce {
  /** Looks which model is in force in the database. */
  reload(reader: Reader): Promise<void>;
}

export function currentModel(start: ModelInForce): CurrentModel {
  let model = start;
  return {
    get hash() {
      return model.hash;
    },
    get name() {
      return model.name;
    },
    get document() {
      return model.document;
    },
    reload: async (reader) => {
      const stored = await readModelInForce(reader);
      if (stored === null || stored.hash === model.hash) return;
      const document = parseModelDocument(stored.document);
      model = { hash: stored.hash, name: document.name, document };
    },
  };
}

/** The model of this moment. */
export const fixed = ({ hash, name, document }: ModelInForce): ModelInForce => ({ hash, name, document });
