import type { GraphQLSchema } from 'graphql';
import { isolationOf, type Slot, type SlotCall, whenStarted } from '../isolation';
import { coreOwnerId, type Registry } from '../kernel';
import type { BatchSource, ConnectionSource, FieldSource, Filter, LookupSource, ReadContext, Reader } from '../sdk';
import { freezeWhole } from '../shared/freeze-whole';
import { readerOfPlugin } from '../shared/plugin-reader';
import { answerCheck } from './answer-check';
import type { Catalogue, FieldDescription, TypeDescription } from './catalogue/catalogue';
import { finishedText } from './finished-check';
import { pluginOfField } from './plugin-of-field';

/** Has the functions in the sources of plugins run within the limits of their slots. Both tiers read the sources from here. */
export function isolateSources(catalogue: Catalogue, registry: Registry, schema: GraphQLSchema): Catalogue {
  const pluginOf = pluginOfField(registry);
  const isolated = new Map<BatchSource, BatchSource>();
  const isolate = (field: FieldDescription): FieldDescription => {
    const { source, coordinate } = field;
    if (source === null || !hasFunctions(source)) return field;
    const plugin = pluginOf(coordinate);
    if (plugin === coreOwnerId) return field;
    const place = { registry, plugin, check: answerCheck(coordinate, schema, catalogue) };
    if (source.kind !== 'batch') return { ...field, source: withGuardedFilters(source, coordinate, place) };
    const known = isolated.get(source) ?? isolatedSource(source, coordinate, place);
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
  /** Looks at the answers for so many keys. */
  readonly check: ReturnType<typeof answerCheck>;
}

type FunctionSource = BatchSource | ConnectionSource | LookupSource;

const hasFunctions = (source: FieldSource): source is FunctionSource =>
  source.kind === 'batch' || source.kind === 'connection' || source.kind === 'lookup';

/** What turns arguments into bound values is called while a request is planned. */
function withGuardedFilters<Source extends ConnectionSource | LookupSource>(
  source: Source,
  coordinate: string,
  { registry, plugin }: Place,
): Source {
  const guarded = (filter: Filter): Filter => {
    const { value } = filter;
    if (value === undefined) return filter;
    const slotOf = () => isolationOf(registry).slot(plugin, 'load', coordinate);
    return { ...filter, value: (argument) => slotOf().runSync(() => value(argument)) };
  };
  if (source.kind === 'lookup') return { ...source, by: guarded(source.by) };
  const filters = Object.entries(source.filters).map(([path, filter]) => [path, guarded(filter)]);
  return { ...source, filters: Object.fromEntries(filters) };
}

function isolatedSource(source: BatchSource, coordinate: string, { registry, plugin, check }: Place): BatchSource {
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
      // Both belong to the request, and other fields are answered from them.
      Object.freeze(keys);
      freezeWhole(args);
      const worker = isolationOf(registry).workerOf(plugin);
      if (worker !== undefined) await whenStarted(worker, slot);
      return slot.run(async (call) => {
        const given = contextOf(context, readerFor(context), slot, call);
        const answers =
          worker?.loads(coordinate) === true
            ? worker.load({ coordinate, keys, args, context: given }, call.signal)
            : source.load(keys, args, given);
        return check(await answers, keys.length);
      });
    },
  };
  if (finished === undefined) return isolated;
  return {
    ...isolated,
    finished: (fields, args, context) => {
      const slot = slotOf();
      // The selection belongs to the plan of the operation, and serves the requests after this one.
      freezeWhole(fields);
      freezeWhole(args);
      return slot.run(async (call) => {
        const said: unknown = await finished(fields, args, contextOf(context, readerFor(context), slot, call));
        return finishedText(coordinate, said, fields);
      });
    },
  };
}

/** The same context with the call's signal, whose statements are counted, and refused once nobody waits for them. */
function contextOf(context: ReadContext, reader: Reader, slot: Slot, { signal }: SlotCall): ReadContext {
  freezeOnce(context.principal);
  // Properties that are computed, as the clock of a subscription, must stay so.
  return Object.defineProperties({} as ReadContext, {
    ...Object.getOwnPropertyDescriptors(context),
    signal: { enumerable: true, value: signal },
    // An instant can be set.
    now: { enumerable: true, get: () => new Date(context.now) },
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

const frozen = new WeakSet<object>();

/** Who asks decides what may be seen, also of everything after this. */
function freezeOnce(principal: ReadContext['principal']): void {
  if (frozen.has(principal)) return;
  freezeWhole(principal);
  frozen.add(principal);
}
