import { withStatementLimit } from '../db/limit-statements';
import { asPlugin } from '../db/plugin-handle';
import { boundedWriter, Flood, isolationOf, largestExport, type SlotKind, sizeOf } from '../isolation';
import type { Registry } from '../kernel';
import { RapportError, type Writer } from '../sdk';

type Storage = Pick<Registry, 'storage'>;

/** What a plugin is asked for about a person. */
interface Question {
  readonly plugin: string;
  readonly customerId: number;
}

/**
 * Everything a plugin holds on a person, as plain JSON, read as its own role and within its limits.
 *
 * @throws PluginFault when it fails, or says nothing that can be told
 */
export function exportFromPlugin(
  registry: Storage,
  writer: Writer,
  { plugin, customerId }: Question,
): Promise<Readonly<Record<string, unknown>>> {
  return withinLimits(registry, writer, { plugin, kind: 'export' }, async (own) =>
    plainJson(await subjectDataOf(registry, plugin).export(customerId, own)),
  );
}

/**
 * Has a plugin remove what it holds on a person, as its own role and within its limits. Answers how many rows it says went.
 *
 * @throws PluginFault when it fails; the transaction must end then
 */
export function eraseFromPlugin(registry: Storage, writer: Writer, { plugin, customerId }: Question): Promise<number> {
  return withinLimits(registry, writer, { plugin, kind: 'erase' }, async (own) => {
    const rows: unknown = await subjectDataOf(registry, plugin).erase(customerId, own);
    if (!Number.isSafeInteger(rows) || Number(rows) < 0) throw new TypeError('erase did not answer a number of rows');
    return Number(rows);
  });
}

/** Longer than the slot waits, so that it is the slot that gives up. */
const grace = 500;

function withinLimits<T>(
  registry: Storage,
  writer: Writer,
  { plugin, kind }: { readonly plugin: string; readonly kind: Extract<SlotKind, 'export' | 'erase'> },
  work: (own: Writer) => Promise<T>,
): Promise<T> {
  const slot = isolationOf(registry).slot(plugin, kind, kind);
  const run = (own: Writer) =>
    slot.run(({ signal }) =>
      work(
        boundedWriter(own, signal, () => {
          slot.meter.statements += 1;
        }),
      ),
    );
  return withStatementLimit(writer, slot.policy.timeLimit + grace, () => asPlugin(writer, plugin, run));
}

function subjectDataOf({ storage }: Storage, plugin: string) {
  const known = storage.get(plugin);
  if (known === undefined) throw new RapportError('INTERNAL', `The plugin ${plugin} has no tables.`);
  return known.value.subjectData;
}

/** Read once, here: what a plugin answers may throw when it is read, or never end. */
function plainJson(answer: unknown): Readonly<Record<string, unknown>> {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    throw new TypeError('export did not answer an object');
  }
  if (sizeOf(answer, largestExport) > largestExport) {
    throw new Flood(`it tells more than ${largestExport / 1_000_000} MB of one person, or refers to itself`);
  }
  return JSON.parse(JSON.stringify(answer)) as Readonly<Record<string, unknown>>;
}
