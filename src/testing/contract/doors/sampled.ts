import type { IntakeItem } from '../../../sdk';
import { type Finding, finder, reasonOf, shown } from '../finding';
import type { StaticCheck, Subject } from '../subject';
import { readFile, sampledHooks, sampledImporters, signedRequest } from './deliveries';

const finding = finder('door-sampled');

/** Whether there is something to try each door with. */
export const doorSampled: StaticCheck = {
  name: 'door-sampled',
  says: 'reads the delivery that its samples give for each of its doors',
  run: async (subject) => [...unsampled(subject), ...unknown(subject), ...(await unread(subject))],
};

const declaredDoors = ({ plugin }: Subject) =>
  ({
    webHooks: (plugin.contributions.webHooks ?? []).map(({ id }) => id),
    importers: (plugin.contributions.importers ?? []).map(({ id }) => id),
  }) as const;

function unsampled(subject: Subject): readonly Finding[] {
  return Object.entries(declaredDoors(subject)).flatMap(([slot, ids]) =>
    ids
      .filter((id) => subject.samples[slot as 'webHooks' | 'importers']?.[id] === undefined)
      .map((id) =>
        finding(
          `${slot}.${id}`,
          'The samples have no delivery for this door, so that nothing of it can be tried.',
          `Give one under ${slot}["${id}"] of the samples.`,
        ),
      ),
  );
}

function unknown(subject: Subject): readonly Finding[] {
  return Object.entries(declaredDoors(subject)).flatMap(([slot, ids]) =>
    Object.keys(subject.samples[slot as 'webHooks' | 'importers'] ?? {})
      .filter((id) => !ids.includes(id))
      .map((id) =>
        finding(
          `${slot}.${id}`,
          'The samples have a delivery for a door that the plugin does not have.',
          `Correct the name; the plugin has ${ids.join(', ') || 'none'}.`,
        ),
      ),
  );
}

async function unread(subject: Subject): Promise<readonly Finding[]> {
  const hooks = sampledHooks(subject).map(({ subject: about, adapter, sample }) =>
    countFinding(about, sample.records, async () => {
      const request = signedRequest(sample);
      adapter.verify(request);
      return [...adapter.read(request)];
    }),
  );
  const files = sampledImporters(subject).map(({ subject: about, importer, sample }) =>
    countFinding(about, sample.records, () => readFile(importer, [Buffer.from(sample.text)], sample)),
  );
  return (await Promise.all([...hooks, ...files])).flat();
}

async function countFinding(
  about: string,
  expected: number | undefined,
  read: () => Promise<readonly IntakeItem[]>,
): Promise<readonly Finding[]> {
  const change = 'Correct the sample, or what the door makes of it.';
  try {
    const items = await read();
    const records = items.filter((item) => 'record' in item).length;
    if (expected === undefined ? records > 0 : records === expected) return [];
    const wanted = expected === undefined ? 'at least one' : String(expected);
    const rejected = items.flatMap((item) => ('rejected' in item ? [item.rejected] : []));
    const aside = rejected.length === 0 ? '' : ` It sets aside ${shown(rejected)}.`;
    return [finding(about, `The sample gives ${records} records; ${wanted} should come of it.${aside}`, change)];
  } catch (error) {
    return [finding(about, `The door refuses the sample: ${reasonOf(error)}`, change)];
  }
}
