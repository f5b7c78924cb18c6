import type { CustomerKey, IntakeRecord } from '../../../sdk';

/** Source of all that the suite itself puts in. */
export const source = 'contract';

/** What records refer to and do not bring along: their customers, brands, people and contents. */
export function referenceRecords(records: readonly IntakeRecord[]): readonly IntakeRecord[] {
  const codes = (of: (record: IntakeRecord) => readonly (string | undefined)[]) =>
    [...new Set(records.flatMap(of))].filter((code) => code !== undefined);
  const brands = codes((record) => ['brand' in record ? record.brand : undefined]);
  const people = codes((record) => [
    'actor' in record ? record.actor : undefined,
    'teamMember' in record ? record.teamMember : undefined,
  ]);
  const contents = codes((record) => ['content' in record ? record.content : undefined]);
  const territories = codes((record) => ['territory' in record ? record.territory : undefined]);
  return [
    ...territories.map((code) => ({ kind: 'territory' as const, source, sourceKey: code, code, name: code })),
    ...brands.map((code) => ({ kind: 'brand' as const, source, sourceKey: code, code, name: code })),
    ...people.map((code) => ({
      kind: 'teamMember' as const,
      source,
      sourceKey: code,
      code,
      name: code,
      role: 'other',
    })),
    ...contents.map((code) => ({ kind: 'content' as const, source, sourceKey: code, code, title: code })),
    ...persons(records).map(customerWith),
  ];
}

export function customerWith(identifiers: readonly CustomerKey[]): IntakeRecord {
  const name = identifiers.map(nameOf).join(' ');
  return {
    ...{ kind: 'customer', source, sourceKey: name, customerKind: 'professional', identifiers },
    name: { family: name.slice(0, 100) },
  };
}

/** Groups of keys that name one customer, because some record uses them for one. */
function persons(records: readonly IntakeRecord[]): readonly (readonly CustomerKey[])[] {
  const groupOf = new Map<string, Map<string, CustomerKey>>();
  for (const keys of records.flatMap(keyGroups)) {
    const known = keys.map((key) => groupOf.get(nameOf(key))).filter((group) => group !== undefined);
    const joined = new Map([
      ...known.flatMap((group) => [...group]),
      ...keys.map((key) => [nameOf(key), key] as const),
    ]);
    for (const name of joined.keys()) groupOf.set(name, joined);
  }
  return [...new Set(groupOf.values())].map((group) => [...group.values()]);
}

function keyGroups(record: IntakeRecord): readonly (readonly CustomerKey[])[] {
  if (record.kind === 'customer') return [record.identifiers];
  if (record.kind === 'identifier') return [[...record.customer, ...record.add]];
  if (record.kind === 'affiliation') return [record.customer, record.other];
  return 'customer' in record ? [record.customer] : [];
}

const nameOf = ({ system, value }: CustomerKey): string => `${system}:${value}`;
