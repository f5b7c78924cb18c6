import type { BrandRecord, ContentRecord, TeamMemberRecord, TerritoryRecord } from '../../sdk';
import { familyNames, givenNames } from './names';
import type { Random } from './random';

export const demoSource = 'demo';
export const country = 'DE';

export const brands = [
  { code: 'CARDEXA', name: 'Cardexa' },
  { code: 'NEUROLIS', name: 'Neurolis' },
  { code: 'DERMAVITA', name: 'Dermavita' },
] as const;

export const territories = [
  { code: 'north', name: 'North' },
  { code: 'centre', name: 'Centre' },
  { code: 'west', name: 'West' },
  { code: 'south', name: 'South' },
] as const;

export const representativesPerTerritory = 4;

export interface ReferenceRecords {
  readonly territories: readonly TerritoryRecord[];
  readonly brands: readonly BrandRecord[];
  readonly teamMembers: readonly TeamMemberRecord[];
  readonly contents: readonly ContentRecord[];
}

/** Brands, territories, our people (four representatives and a medical liaison per territory) and approved contents. */
export function referenceRecords(random: Random): ReferenceRecords {
  return {
    territories: territories.map(({ code, name }) => ({
      kind: 'territory',
      source: demoSource,
      sourceKey: `territory-${code}`,
      code,
      name,
      country,
    })),
    brands: brands.map(({ code, name }) => ({
      kind: 'brand',
      source: demoSource,
      sourceKey: `brand-${code}`,
      code,
      name,
    })),
    teamMembers: territories.flatMap(({ code }) => teamOf(code, random)),
    contents: brands.flatMap((brand) => contentsOf(brand)),
  };
}

export const representativeCode = (territory: string, number: number): string => `rep-${territory}-${number}`;
export const liaisonCode = (territory: string): string => `msl-${territory}`;
export const mailContent = (brand: string, number: number): string => `${brand.toLowerCase()}-mail-${number}`;
export const detailAid = (brand: string): string => `${brand.toLowerCase()}-detail-aid`;

function teamOf(territory: string, random: Random): readonly TeamMemberRecord[] {
  const member = (code: string, role: string): TeamMemberRecord => ({
    kind: 'teamMember',
    source: demoSource,
    sourceKey: `team-${code}`,
    code,
    name: `${random.pick(random.chance(0.5) ? givenNames.female : givenNames.male)} ${random.pick(familyNames)}`,
    role,
    territory,
  });
  const numbers = Array.from({ length: representativesPerTerritory }, (_, index) => index + 1);
  return [
    ...numbers.map((number) => member(representativeCode(territory, number), 'representative')),
    member(liaisonCode(territory), 'medical liaison'),
  ];
}

function contentsOf(brand: (typeof brands)[number]): readonly ContentRecord[] {
  const content = (code: string, title: string, channel: string): ContentRecord => ({
    kind: 'content',
    source: demoSource,
    sourceKey: `content-${code}`,
    code,
    title,
    brand: brand.code,
    channel,
    approvedFrom: '2020-01-01',
  });
  const mails = ['What is new', 'Dosing in practice', 'Long-term data'].map((title, index) =>
    content(mailContent(brand.code, index + 1), `${brand.name}: ${title}`, 'email'),
  );
  return [...mails, content(detailAid(brand.code), `${brand.name} detail aid`, 'rep')];
}
