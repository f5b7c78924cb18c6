import type { ConsentRecord, IntakeRecord, InteractionType } from '../../../sdk';
import { encodeGlobalId } from '../../../shared/global-id';
import { type Bench, taken } from '../bench';
import { arrival } from '../doors/deliveries';
import { sampledItems } from '../doors/readings';
import { storedSamples } from '../generate/details';
import { actor, asItems, brand, contractKey, copyAbout, interactionAbout, ownedRecords } from './copies';
import { customerWith, referenceRecords, source } from './reference-records';

/** Customers, and contacts of one kind with the first of them, that a view is asked for: many, where one has to cost as much. */
export const many = 25;

/** What the reading checks ask for. */
export interface Population {
  /** Opaque ids of the customers; the first has {@link many} contacts of each type, the others one of each sample. */
  readonly ids: readonly string[];
  /** Most samples that a type has: so many contacts show all there is to a type. */
  readonly variety: number;
}

const populations = new WeakMap<Bench, Promise<Population>>();

/** Fills the platform with contacts of every kind, made from the samples; once for all checks. */
export function populationOf(bench: Bench): Promise<Population> {
  const known = populations.get(bench) ?? populate(bench);
  populations.set(bench, known);
  return known;
}

async function populate(bench: Bench): Promise<Population> {
  const { plugin, samples } = bench.subject;
  const types = plugin.contributions.interactions ?? [];
  const names = Array.from({ length: many }, (_, number) => `c-${number + 1}`);
  const delivered = ownedRecords((await sampledItems(bench.subject)).flatMap(({ items }) => items));
  const copies = names.flatMap((name, index) =>
    delivered.flatMap((record) =>
      Array.from({ length: index === 0 ? many : 1 }, (_, number) => copyAbout(record, name, number)),
    ),
  );
  const contacts = names.flatMap((name, index) =>
    types.flatMap((type) => contactsOf(type, name, index === 0 ? many : 0)),
  );
  const records: readonly IntakeRecord[] = [
    ...names.map((name) => customerWith([contractKey(name)])),
    ...referenceRecords([...copies, { ...relationship, customer: [contractKey('c-1')] }]),
    ...names.map(consentOf),
    ...contacts,
    ...copies,
  ];
  const { outcomes } = await taken(bench, asItems(records), { id: 'import:contract', repeats: 'correct' });
  const ids = outcomes.slice(0, many).map(({ customerId = 0 }) => customerId);
  const { fill } = samples;
  if (fill !== undefined) {
    await bench.platform.database.transaction(async (writer) => {
      for (const [index, id] of ids.entries()) await fill(writer, id, `row of ${names[index]}`);
    });
  }
  const variety = Math.max(1, ...types.map((type) => storedSamples(type).length));
  return { ids: ids.map((id) => encodeGlobalId('Customer', id)), variety };
}

/** Makes that the brand and the person of the suite's contacts are there. */
const relationship = {
  kind: 'interaction',
  source,
  sourceKey: '',
  type: '',
  occurredAt: '',
  details: {},
  brand,
  actor,
} as const;

/** One contact of each sample, and then as many more as are asked for, the samples in turn. */
function contactsOf(type: InteractionType, customer: string, atLeast: number): readonly IntakeRecord[] {
  const samples = storedSamples(type);
  const length = samples.length === 0 ? 0 : Math.max(samples.length, atLeast);
  return Array.from({ length }, (_, number) =>
    interactionAbout(type, samples[number % samples.length] ?? {}, { customer, number }),
  );
}

/** Whatever a type's legal basis is: these customers have agreed to it. */
export function consentOf(customer: string): ConsentRecord {
  return {
    ...{
      kind: 'consent',
      source,
      sourceKey: `consent ${customer}`,
      customer: [contractKey(customer)],
      state: 'granted',
    },
    ...{ proof: { how: 'signed form' }, validFrom: new Date(arrival.getTime() - 400 * 86_400_000).toISOString() },
  };
}
