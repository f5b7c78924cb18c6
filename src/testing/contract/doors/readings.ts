import type { IntakeItem } from '../../../sdk';
import { neverEnded, patience, withinReason } from '../hooks/endless';
import type { Subject } from '../subject';
import {
  readFile,
  type SampledHook,
  type SampledImporter,
  sampledHooks,
  sampledImporters,
  signedRequest,
} from './deliveries';

/** What a door made of its sample. */
export type Outcome = { readonly items: readonly IntakeItem[] } | { readonly thrown: unknown } | typeof neverEnded;

/** A door, and what it made of its sample. */
export type Reading<Door> = Door & { readonly outcome: Outcome };

/** Lets every web hook verify and read its sample, once: what does not end takes seconds to be stopped. */
export function hookReadings(subject: Subject): readonly Reading<SampledHook>[] {
  const known = ofHooks.get(subject) ?? sampledHooks(subject).map((hook) => ({ ...hook, outcome: hookOutcome(hook) }));
  ofHooks.set(subject, known);
  return known;
}

/** The same of importers, of which none can be stopped. */
export function importerReadings(subject: Subject): Promise<readonly Reading<SampledImporter>[]> {
  const known = ofImporters.get(subject) ?? Promise.all(sampledImporters(subject).map(importerReading));
  ofImporters.set(subject, known);
  return known;
}

/** Those that read what their samples give. Of the others the check `door-sampled` says why they do not. */
export const readableHooks = (subject: Subject): readonly (SampledHook & Read)[] =>
  hookReadings(subject).flatMap(({ outcome, ...hook }) => (isRead(outcome) ? [{ ...hook, items: outcome.items }] : []));

export const readableImporters = async (subject: Subject): Promise<readonly (SampledImporter & Read)[]> =>
  (await importerReadings(subject)).flatMap(({ outcome, ...importer }) =>
    isRead(outcome) ? [{ ...importer, items: outcome.items }] : [],
  );

/** What a door made of its sample that could read it. */
interface Read {
  readonly items: readonly IntakeItem[];
}

const ofHooks = new WeakMap<Subject, readonly Reading<SampledHook>[]>();
const ofImporters = new WeakMap<Subject, Promise<readonly Reading<SampledImporter>[]>>();

const isRead = (outcome: Outcome): outcome is Read => outcome !== neverEnded && 'items' in outcome;

function hookOutcome({ adapter, sample }: SampledHook): Outcome {
  try {
    return withinReason((): Outcome => {
      const request = signedRequest(sample);
      adapter.verify(request);
      return { items: [...adapter.read(request)] };
    }, patience.oneDelivery);
  } catch (thrown) {
    return { thrown };
  }
}

async function importerReading(sampled: SampledImporter): Promise<Reading<SampledImporter>> {
  const { importer, sample } = sampled;
  try {
    return { ...sampled, outcome: { items: await readFile(importer, [Buffer.from(sample.text)], sample) } };
  } catch (thrown) {
    return { ...sampled, outcome: { thrown } };
  }
}

/** What the samples of all doors give that read them, door by door. */
export async function sampledItems(subject: Subject): Promise<readonly DeliveredItems[]> {
  return [
    ...readableHooks(subject).map(({ subject: about, adapter, items }) => ({
      ...{ subject: about, repeats: adapter.repeats, items },
    })),
    ...(await readableImporters(subject)).map(({ subject: about, importer, items }) => ({
      ...{ subject: about, repeats: importer.repeats, items },
    })),
  ];
}

export interface DeliveredItems extends Read {
  /** `webHooks.<id>` or `importers.<id>`. */
  readonly subject: string;
  readonly repeats: SampledImporter['importer']['repeats'];
}
