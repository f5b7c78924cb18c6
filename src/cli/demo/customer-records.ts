import type { AffiliationRecord, CustomerRecord, RelationshipRecord } from '../../sdk';
import { type Archetype, archetypes } from './archetypes';
import { familyNames, givenNames, segments, specialties, streets, towns } from './names';
import type { Random } from './random';
import { brands, country, demoSource, representativeCode, representativesPerTerritory } from './reference-records';

export const customerSystem = 'demo';

/** An invented customer with everything its history needs. */
export interface DemoCustomer {
  readonly number: number;
  readonly key: { readonly system: string; readonly value: string };
  readonly kind: 'professional' | 'organization' | 'consumer';
  readonly email: string;
  readonly archetype: Archetype;
  readonly territory: string;
  readonly brand: string;
  readonly representatives: readonly string[];
  readonly record: CustomerRecord;
}

/** One organisation in ten, one consumer in twenty, the rest health professionals. */
export function demoCustomer(number: number, random: Random): DemoCustomer {
  const kind = number % 10 === 0 ? 'organization' : number % 20 === 7 ? 'consumer' : 'professional';
  const town = random.pick(towns);
  const archetype = drawArchetype(random);
  const key = { system: customerSystem, value: `C-${String(number).padStart(6, '0')}` };
  const first = random.integer(1, representativesPerTerritory);
  const email = `c${number}@example.org`;
  return {
    number,
    key,
    kind,
    email,
    archetype,
    territory: town.territory,
    brand: random.pick(brands).code,
    representatives: Array.from({ length: archetype.representatives }, (_, index) =>
      representativeCode(town.territory, ((first - 1 + index) % representativesPerTerritory) + 1),
    ),
    record: {
      kind: 'customer',
      source: demoSource,
      sourceKey: key.value,
      customerKind: kind,
      identifiers: [key, { system: 'email', value: email }],
      ...(kind === 'organization' ? organization(town.name, random) : person(kind, random)),
      contactPoints: [{ kind: 'email', value: email, use: 'work' }],
      addresses: [
        {
          use: kind === 'consumer' ? 'home' : 'practice',
          lines: [`${random.pick(streets)} ${random.integer(1, 120)}`],
          city: town.name,
          postalCode: town.postalCode,
          country,
        },
      ],
      territory: town.territory,
      ...(kind === 'consumer' ? {} : { segment: segmentOf(archetype) }),
      country,
    },
  };
}

/** Ties of the customer to its representatives and its brand since the beginning of the history. */
export function relationshipRecords(customer: DemoCustomer, since: string): readonly RelationshipRecord[] {
  if (customer.kind === 'consumer') return [];
  const tie = { kind: 'relationship', source: demoSource, customer: [customer.key], since } as const;
  return [
    ...customer.representatives.map(
      (code, index): RelationshipRecord => ({
        ...tie,
        sourceKey: `${customer.key.value}-${code}`,
        teamMember: code,
        role: index === 0 ? 'owner' : 'co-worker',
      }),
    ),
    { ...tie, sourceKey: `${customer.key.value}-${customer.brand}`, brand: customer.brand, role: 'prescriber' },
  ];
}

/** Professionals practise at the nearest organisation before them. */
export function affiliationRecord(customer: DemoCustomer, organizationNumber: number): AffiliationRecord {
  const other = { system: customerSystem, value: `C-${String(organizationNumber).padStart(6, '0')}` };
  return {
    kind: 'affiliation',
    source: demoSource,
    sourceKey: `${customer.key.value}-at-${other.value}`,
    customer: [customer.key],
    other: [other],
    role: 'practises at',
  };
}

function drawArchetype(random: Random): Archetype {
  let rest = random.fraction();
  const drawn = archetypes.find((archetype) => {
    rest -= archetype.share;
    return rest < 0;
  });
  return drawn ?? random.pick(archetypes);
}

function segmentOf(archetype: Archetype): string {
  if (archetype.revenuePerQuarter >= 300_000) return segments[0];
  return archetype.revenuePerQuarter >= 100_000 ? segments[1] : segments[2];
}

function organization(town: string, random: Random): Pick<CustomerRecord, 'organizationName'> {
  return {
    organizationName: `${random.pick(['Klinikum', 'Gemeinschaftspraxis', 'Ambulanzzentrum'])} ${town} ${random.pick(['Nord', 'Süd', 'Mitte', 'am Park'])}`,
  };
}

function person(kind: 'professional' | 'consumer', random: Random): Partial<CustomerRecord> {
  const sex = random.chance(0.5) ? 'female' : 'male';
  const name = { given: random.pick(givenNames[sex]), family: random.pick(familyNames) };
  if (kind === 'consumer') return { name, sex };
  return { name: { ...name, prefix: 'Dr.', credentials: 'MD' }, sex, specialty: random.pick(specialties) };
}
