import { Flood, isolationOf, largestAnswer, type Slot, type SlotCall, sizeOf, whenStarted } from '../isolation';
import { coreOwnerId, type Registry } from '../kernel';
import type { BatchSource, ReadContext, Reader } from '../sdk';
import { readerOfPlugin } from '../shared/plugin-reader';
import type { Catalogue, FieldDescription, TypeDescription } from './catalogue/catalogue';
import { pluginOfField } from './plugin-of-field';

/** Has the batch functions of plugins run within the limits of their slots. Both tiers read the sources from here. */
export function isolateSources(catalogue: Catalogue, registry: Registry): Catalogue {
  const pluginOf = pluginOfField(registry);
  const isolated = new Map<BatchSource, BatchSource>();
  const isolate = (field: FieldDescription): FieldDescription => {
    const { source, coordinate } = field;
    const plugin = source?.kind === 'batch' ? pluginOf(coordinate) : coreOwnerId;
    if (source?.kind !== 'batch' || plugin === coreOwnerId) return field;
    const known = isolated.get(source) ?? isolatedSource(source, coordinate, { registry, plugin });
    isolated.set(source, known);
    return { ...field, source: known };
  };
  const types = [...catalogue.types].map(([name, type]): readonly [string, TypeDescription] => {
    const fields = new Map([...type.fields].map(([key, field]) => [key, isolate(field)]));
    return [name, { ...type, fields }];
  });
  return { ...catalogue, types: new Map(types) };
}

interface Place {
  readonly registry: Registry;
  readonly plugin: string;
}

function isolatedSource(source: BatchSource, coordinate: string, { registry, plugin }: Place): BatchSource {
  const { finished } = source;
  // What has tables of its own reads as its own role, and of the core what it asked for.
  const readerFor = ({ reader }: ReadContext): Reader =>
    registry.storage.has(plugin) ? readerOfPlugin(reader, plugin) : reader;
  // The limits are chosen after the schema has been built.
  const slotOf = (): Slot => isolationOf(registry).slot(plugin, 'load', coordinate);
  const isolated: BatchSource = {
    ...source,
    load: async (keys, args, context) => {
      const slot = slotOf();
      const worker = isolationOf(registry).workerOf(plugin);
      if (worker !== undefined) await whenStarted(worker, slot);
      return slot.run(async (call) => {
        const given = contextOf(context, readerFor(context), slot, call);
        const answers =
          worker?.loads(coordinate) === true
            ? worker.load({ coordinate, keys, args, context: given }, call.signal)
            : source.load(keys, args, given);
        return checked(await answers, keys.length, coordinate);
      });
    },
  };
  if (finished === undefined) return isolated;
  return {
    ...isolated,
    finished: (fields, args, context) => {
      const slot = slotOf();
      return slot.run((call) => finished(fields, args, contextOf(context, readerFor(context), slot, call)));
    },
  };
}

function checked(answers: readonly unknown[], keys: number, coordinate: string): readonly unknown[] {
  if (!Array.isArray(answers) || answers.length !== keys) {
    const count = Array.isArray(answers) ? answers.length : 'no list of';
    throw new TypeError(`${coordinate} was asked for ${keys} keys and answered ${count} values`);
  }
  if (sizeOf(answers, largestAnswer) > largestAnswer) {
    throw new Flood(`${coordinate} answers more than ${largestAnswer / 1_000_000} MB at once`);
  }
  return answers;
}

/** The same context with the call's signal, whose statements are counted, and refused once nobody waits for them. */
function contextOf(context: ReadContext, reader: Reader, slot: Slot, { signal }: SlotCall): ReadContext {
  // Properties that are computed, as the clock of a subscription, must stay so.
  return Object.defineProperties({} as ReadContext, {
    ...Object.getOwnPropertyDescriptors(context),
    signal: { enumerable: true, value: signal },
    reader: {
      enumerable: true,
      value: {
        query: (statement: Parameters<typeof reader.query>[0]) => {
          signal.throwIfAborted();
          slot.meter.statements += 1;
          return reader.query(statement);
        },
      },
    },
  });
}
