import type { Readable } from 'node:stream';
import { isolationOf, isPluginFault, pluginFault, reasonOf, type Slot } from '../../isolation';
import { coreOwnerId, type Registry } from '../../kernel';
import type { Importer, ImportFile, IntakeItem } from '../../sdk';
import { checkedItem } from '../checked-item';

/** An importer with the registry whose limits it reads within. */
export interface ImporterOf {
  readonly registry: Pick<Registry, 'importers'>;
  readonly importer: Importer;
}

/** One call of the importer ends after so many items, or after the first that comes later than this. */
const itemsPerCall = 100;
const callMilliseconds = 1_000;

/**
 * The items of a file, some at a time. A file may take hours, so the time limit is that of the next items: what brings none
 * for so long is given up.
 *
 * @throws PluginFault when the importer fails; the fault of the file when that cannot be read; the importer's refusal
 */
export async function* readItems(
  { registry, importer }: ImporterOf,
  input: Readable,
  file: ImportFile,
): AsyncGenerator<readonly IntakeItem[]> {
  const owner = registry.importers.get(importer.id)?.owner.id ?? coreOwnerId;
  const slot = isolationOf(registry).slot(owner, 'import', importer.id);
  const reading = new Reading(input, () => importer.read(input, file));
  try {
    for (let isEnd = false; !isEnd; ) {
      const next = await callOf(slot, owner, (signal) => reading.next(signal));
      if (next.items.length > 0) yield next.items;
      isEnd = next.isEnd;
    }
    if (reading.faultOfFile !== undefined) throw reading.faultOfFile;
  } catch (error) {
    throw reading.faultOfFile ?? told(error, importer);
  } finally {
    reading.end();
  }
}

/** Importers of the core are trusted. */
function callOf<T>(slot: Slot, owner: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return owner === coreOwnerId
    ? slot.count(() => work(new AbortController().signal))
    : slot.run(({ signal }) => work(signal));
}

/** Who imports a file is to know why it could not be read. */
function told(error: unknown, { id }: Importer): unknown {
  if (!isPluginFault(error) || error.cause === undefined) return error;
  const { code, details, cause } = error;
  return pluginFault(code, details.plugin, `The importer ${id} failed: ${reasonOf(cause)}`, cause);
}

class Reading {
  readonly #input: Readable;
  readonly #begin: () => AsyncIterable<IntakeItem>;
  #items: AsyncIterator<IntakeItem> | null = null;
  #hasEnded = false;
  #fault: { readonly error: unknown } | null = null;
  constructor(input: Readable, begin: () => AsyncIterable<IntakeItem>) {
    this.#input = input;
    this.#begin = begin;
    // Its fault is asked for; nobody listening, it would end the process.
    input.on('error', () => undefined);
  }

  /** Why the file itself could not be read to its end. */
  get faultOfFile(): Error | undefined {
    return this.#input.errored ?? undefined;
  }

  async next(signal: AbortSignal): Promise<{ readonly items: readonly IntakeItem[]; readonly isEnd: boolean }> {
    if (this.#fault !== null) throw this.#fault.error;
    const items: IntakeItem[] = [];
    const until = performance.now() + callMilliseconds;
    try {
      this.#items ??= this.#begin()[Symbol.asyncIterator]();
      while (items.length < itemsPerCall && performance.now() < until) {
        const { done, value } = await this.#items.next();
        signal.throwIfAborted();
        this.#hasEnded = done === true;
        if (this.#hasEnded) break;
        items.push(checkedItem(value));
      }
    } catch (error) {
      // A file that cannot be read is no failure of its importer: the reading ends here, and says so.
      if (this.faultOfFile !== undefined) this.#hasEnded = true;
      // What came before it counts; it is met when more is asked for.
      else if (items.length === 0) throw error;
      else this.#fault = { error };
    }
    return { items, isEnd: this.#hasEnded };
  }

  /** One that has not come to its end is told so; whether and how it ends, nobody waits for. */
  end(): void {
    if (this.#hasEnded) return;
    const ending = this.#items?.return?.();
    this.#items = null;
    ending?.then(undefined, () => undefined);
    this.#input.destroy();
  }
}
