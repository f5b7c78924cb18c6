import { isDeepStrictEqual } from 'node:util';
import type { IntakeItem } from '../../../sdk';
import { type Finding, finder, reasonOf, shown } from '../finding';
import type { StaticCheck, Subject } from '../subject';
import { arrival, newAdapter, readFile, type SampledHook, type SampledImporter, signedRequest } from './deliveries';
import { readableHooks, readableImporters } from './readings';

const finding = finder('door-repeatable');

/** Whether a delivery that comes again gives the very records it gave before. */
export const doorRepeatable: StaticCheck = {
  name: 'door-repeatable',
  says: 'makes the same records of a delivery that comes again, later and in other pieces',
  run: async (subject) => {
    const [hooks, importers] = [readableHooks(subject), await readableImporters(subject)];
    const found = [
      ...hooks.map((hook) => unlessThrown(hook.subject, async () => hookFinding(subject, hook))),
      ...importers.map((importer) => unlessThrown(importer.subject, () => fileFinding(importer))),
    ];
    return (await Promise.all(found)).flatMap((each) => each ?? []);
  },
};

const change =
  'Take source keys and times from the delivery itself, not from the clock, chance or what came before; where it has no key, use a hash of its content.';

const later = new Date(arrival.getTime() + 3_600_000);

/** The first time it was read. */
async function unlessThrown(about: string, find: () => Promise<Finding | null>): Promise<Finding | null> {
  try {
    return await find();
  } catch (error) {
    return finding(about, `A delivery that comes again makes the door throw ${reasonOf(error)}.`, change);
  }
}

function hookFinding(subject: Subject, { subject: about, adapter, sample }: SampledHook): Finding | null {
  const first = [...adapter.read(signedRequest(sample))];
  const again = [...adapter.read(signedRequest(sample, later))];
  const anew = [...(newAdapter(subject, adapter.id) ?? adapter).read(signedRequest(sample))];
  return (
    different(about, first, again, 'sent again an hour later') ??
    different(about, first, anew, 'read after a restart') ??
    sameKeys(about, first)
  );
}

async function fileFinding({ subject: about, importer, sample }: SampledImporter): Promise<Finding | null> {
  const bytes = Buffer.from(sample.text);
  const first = await readFile(importer, [bytes], sample);
  const again = await readFile(importer, [bytes], sample);
  const cut = await readFile(importer, pieces(bytes), sample);
  return (
    different(about, first, again, 'read again') ??
    different(about, first, cut, 'read in pieces of seven bytes') ??
    sameKeys(about, first)
  );
}

function pieces(bytes: Buffer): readonly Buffer[] {
  const size = 7;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, piece) =>
    bytes.subarray(piece * size, (piece + 1) * size),
  );
}

function different(
  about: string,
  first: readonly IntakeItem[],
  other: readonly IntakeItem[],
  how: string,
): Finding | null {
  const place = first.findIndex((item, index) => !isDeepStrictEqual(item, other[index]));
  if (place === -1 && first.length === other.length) return null;
  const [one, two] = place === -1 ? [first.length, other.length] : [first[place], other[place]];
  return finding(about, `A delivery gives ${shown(one)}, and ${shown(two)} when it is ${how}.`, change);
}

/** Two records of one delivery under one key, with different bodies: the second would correct the first, every time. */
function sameKeys(about: string, items: readonly IntakeItem[]): Finding | null {
  const known = new Map<string, IntakeItem>();
  for (const item of items) {
    if (!('record' in item)) continue;
    const { kind, source, sourceKey } = item.record;
    const name = JSON.stringify([kind, source, sourceKey]);
    const before = known.get(name);
    if (before !== undefined && 'record' in before && !isDeepStrictEqual(before.record, item.record)) {
      const problem = `Two different records of one delivery have the key ${shown(sourceKey)}: ${shown(before.record)} and ${shown(item.record)}.`;
      return finding(
        about,
        problem,
        'Give every record a key of its own, such as that of the whole with the name of the part.',
      );
    }
    known.set(name, item);
  }
  return null;
}
