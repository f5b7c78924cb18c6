import { encodeGlobalId } from '../../../src/shared/global-id';

/** What arguments are drawn from: values that occur, gathered from answers, and such that do not. */
export interface Pools {
  /** Opaque ids by the name of their type. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** Cursors by list, such as `Customer.timeline`. */
  cursorsOf(coordinate: string): readonly string[];
  /** Takes ids and cursors from an answer. */
  learn(data: unknown): void;
}

/** Enough for variety; more would be forgotten anyway. */
const mostPerPool = 200;

export function createPools(): Pools {
  const ids = new Map<string, string[]>();
  const cursors = new Map<string, string[]>();
  const take = (value: string): void => {
    const text = Buffer.from(value, 'base64url').toString('utf8');
    const type = /^([A-Z][A-Za-z]*):/.exec(text)?.[1];
    const list = /^\["([A-Za-z]+\.[A-Za-z]+):/.exec(text)?.[1];
    if (type !== undefined) keep(ids, type, value);
    if (list !== undefined) keep(cursors, list, value);
  };
  const learn = (data: unknown): void => {
    if (typeof data === 'string') take(data);
    else if (typeof data === 'object' && data !== null) for (const value of Object.values(data)) learn(value);
  };
  return { ids, cursorsOf: (coordinate) => cursors.get(coordinate) ?? [], learn };
}

function keep(pool: Map<string, string[]>, key: string, value: string): void {
  const known = pool.get(key) ?? [];
  if (known.length < mostPerPool && !known.includes(value)) pool.set(key, [...known, value]);
}

/** Well-formed ids of things that do not exist, and texts that are no ids. */
export const strangeIds: readonly string[] = [
  encodeGlobalId('Customer', 999_999_999),
  encodeGlobalId('Customer', 'x'),
  encodeGlobalId('Brand', 2_147_483_648),
  encodeGlobalId('Interaction', 1, '00000000-0000-0000-0000-000000000000'),
  encodeGlobalId('Interaction', 1),
  encodeGlobalId('Nothing', 1),
  'nonsense',
  '',
  'Q3VzdG9tZXI6MQ==',
];

const day = ['2026-10-01', '2026-11-20', '2024-02-29', '1900-01-01', '2999-12-31'];
const codes = ['rep', 'email', 'ghost', '', "O'Brien", '"; drop', 'CARDIVANE'];

/** Texts by the name of the argument or input field; others take `codes`. */
export const texts: Readonly<Record<string, readonly string[]>> = {
  channels: ['rep', 'email', 'web', 'conference', 'ghost'],
  channel: ['rep', 'email', 'web', 'conference', 'ghost'],
  types: ['rep.visit_held', 'email.sent', 'email.opened', 'web.page_view', 'ghost.seen', 'conference.attended'],
  brands: ['BRAND-1', 'BRAND-2', 'BRAND-3', 'nobody'],
  territories: ['T1', 'T2', 'R1', 'nowhere'],
  codes: ['BRAND-1', 'BRAND-2', 'T3', 'REP-1', 'CONTENT-1', 'nobody'],
  segments: ['A1', 'B2', 'C3', '', 'no such'],
  roles: ['account owner', 'adopter', 'practises at', 'x'],
  role: ['account owner', 'adopter', 'x'],
  countries: ['US', 'DE'],
  specialties: ['Cardiology', ' ONCOLOGY '],
  nameContains: ['ma', '%', "'", 'Hospital', '\\'],
  identifierSystem: ['bench', 'us-npi', 'other'],
  system: ['bench', 'us-npi', 'other'],
  value: ['C-000000001', 'C-000000007', '1000000003', 'nobody'],
  after: ['nonsense', ''],
  before: ['nonsense'],
};

export const textsFor = (name: string): readonly string[] => texts[name] ?? codes;

export const scalarValues: Readonly<Record<string, readonly unknown[]>> = {
  Date: day,
  DateTime: ['2026-11-21T12:00:00.000Z', '2026-06-01T00:00:00+02:00', '2025-01-01T00:00:00Z', '1899-12-31T00:00:00Z'],
  Boolean: [true, false],
  Float: [0, 0.5, 30, -1, 1e300],
  SafeInt: [0, 1, 9_007_199_254_740_991],
  CountryCode: ['US', 'DE', 'FR'],
  CurrencyCode: ['EUR', 'USD'],
  JSONObject: [{}],
};

/** Mostly small pages, so that many operations fit into a second. */
export const pageSizes: readonly number[] = [0, 1, 1, 2, 2, 3, 3, 5, 7, 20, 200];
export const wrongSizes: readonly number[] = [201, -1];
export const otherInts: readonly number[] = [0, 1, 3, 2_147_483_647, -1];
