import type { CustomerKey, IntakeRecord } from '../../../sdk';
import { type Bench, taken } from '../bench';
import { sampledItems } from '../doors/readings';
import { storedSamples } from '../generate/details';
import {
  actor,
  asItems,
  brand,
  contractKey,
  copyAbout,
  interactionAbout,
  type OwnedRecord,
  ownedRecords,
} from './copies';
import { markedDetails, markedTexts } from './marked';
import { consentOf } from './population';
import { customerWith, referenceRecords } from './reference-records';

/** A person of whom everything is stored that the samples tell, with a marker in every text that can hold it. */
export interface MarkedPerson {
  readonly key: CustomerKey;
  readonly customerId: number;
}

/** @param marker lower-case letters and digits, found nowhere else */
export async function storePerson(bench: Bench, marker: string): Promise<MarkedPerson> {
  const { plugin, samples } = bench.subject;
  const key = contractKey(marker);
  const types = plugin.contributions.interactions ?? [];
  const contacts = types.flatMap((type) =>
    storedSamples(type).map((details, number) =>
      interactionAbout(type, markedDetails(type, details, marker), { customer: marker, number }),
    ),
  );
  const delivered = ownedRecords((await sampledItems(bench.subject)).flatMap(({ items }) => items));
  const copies = delivered.map((record) => markedCopy(bench, record, marker));
  const records: readonly IntakeRecord[] = [
    { ...customerWith([key]), name: { family: marker, given: marker }, segment: marker } as IntakeRecord,
    ...referenceRecords(copies).filter(({ kind }) => kind !== 'customer'),
    { kind: 'brand', source: 'contract', sourceKey: brand, code: brand, name: brand },
    { kind: 'teamMember', source: 'contract', sourceKey: actor, code: actor, name: actor, role: 'other' },
    consentOf(marker),
    ...contacts,
    ...copies,
  ];
  const { outcomes } = await taken(bench, asItems(records), { id: 'import:contract', repeats: 'correct' });
  const customerId = outcomes[0]?.customerId ?? 0;
  await bench.platform.database.transaction(
    (writer) => samples.fill?.(writer, customerId, marker) ?? Promise.resolve(),
  );
  return { key, customerId };
}

const texts = ['nature', 'memo', 'counterparty', 'topic', 'text'] as const;

function markedCopy({ subject }: Bench, record: OwnedRecord, marker: string): OwnedRecord {
  const copy = markedTexts(copyAbout(record, marker, 0), texts, marker);
  if (copy.kind !== 'interaction') return copy;
  const type = (subject.plugin.contributions.interactions ?? []).find(({ id }) => id === copy.type);
  return type === undefined ? copy : { ...copy, details: markedDetails(type, copy.details, marker) };
}

/** A marker that nothing else contains. */
export function newMarker(word: string): string {
  return `${word}${Math.random().toString(36).slice(2, 10)}`;
}
