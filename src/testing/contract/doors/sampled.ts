import { type Finding, finder, reasonOf, shown } from '../finding';
import { neverEnded } from '../hooks/endless';
import type { StaticCheck, Subject } from '../subject';
import type { SampledHook, SampledImporter } from './deliveries';
import { hookReadings, importerReadings, type Reading } from './readings';

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
  return [...hookReadings(subject), ...(await importerReadings(subject))].flatMap(countFinding);
}

function countFinding({ subject: about, sample, outcome }: Reading<SampledHook | SampledImporter>): readonly Finding[] {
  const change = 'Correct the sample, or what the door makes of it.';
  if (outcome === neverEnded) {
    return [finding(about, 'The door does not come to an end with the sample: it was stopped after seconds.', change)];
  }
  if ('thrown' in outcome) return [finding(about, `The door refuses the sample: ${reasonOf(outcome.thrown)}`, change)];
  const { items } = outcome;
  const records = items.filter((item) => 'record' in item).length;
  if (sample.records === undefined ? records > 0 : records === sample.records) return [];
  const wanted = sample.records === undefined ? 'at least one' : String(sample.records);
  const rejected = items.flatMap((item) => ('rejected' in item ? [item.rejected] : []));
  const aside = rejected.length === 0 ? '' : ` It sets aside ${shown(rejected)}.`;
  return [finding(about, `The sample gives ${records} records; ${wanted} should come of it.${aside}`, change)];
}
