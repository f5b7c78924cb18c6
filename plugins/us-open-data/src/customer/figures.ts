import { type Money, majorUnits } from 'rapport/sdk';
import { readFigures } from '../part-d/figures';
import type { FigureRow } from './figures.sql';
import type { UsOpenDataCustomer, UsOpenDataMedicareYear } from './types';

const maximumPayers = 10;

/** Sums up the rows of one customer. Companies are told apart by name whatever its case. */
export function summarise(rows: readonly FigureRow[]): UsOpenDataCustomer {
  const payments = rows.filter((row) => row.part === 'payments');
  const payers = grouped(payments, (row) => row.payer.toUpperCase());
  const cents = sum(payments.map((row) => row.cents));
  return {
    records: sum(payments.map((row) => row.records)),
    amount: payments.length === 0 ? null : dollars(cents),
    firstOn: payments.map((row) => row.first_on).sort()[0] ?? null,
    lastOn:
      payments
        .map((row) => row.last_on)
        .sort()
        .at(-1) ?? null,
    natures: grouped(payments, (row) => row.nature).map(({ key, figures }) => ({ nature: key, ...figures })),
    payers: payers.slice(0, maximumPayers).map((group) => ({ name: latestName(group.rows), ...group.figures })),
    payerCount: payers.length,
    medicareYears: rows
      .filter((row) => row.part === 'medicare')
      .map(medicareYear)
      .sort((left, right) => right.year - left.year),
  };
}

interface Group {
  readonly key: string;
  readonly rows: readonly FigureRow[];
  readonly cents: number;
  readonly figures: { readonly records: number; readonly amount: Money };
}

/** Groups with the largest sum first; equal sums by their key, so that the order never changes between requests. */
function grouped(rows: readonly FigureRow[], keyOf: (row: FigureRow) => string): readonly Group[] {
  const members = new Map<string, FigureRow[]>();
  for (const row of rows) members.set(keyOf(row), [...(members.get(keyOf(row)) ?? []), row]);
  return [...members]
    .map(([key, group]) => {
      const cents = sum(group.map((row) => row.cents));
      const figures = { records: sum(group.map((row) => row.records)), amount: dollars(cents) };
      return { key, rows: group, cents, figures };
    })
    .sort((left, right) => right.cents - left.cents || (left.key < right.key ? -1 : 1));
}

function latestName(rows: readonly FigureRow[]): string {
  return rows.reduce((latest, row) => (row.last_on > latest.last_on ? row : latest)).payer;
}

function medicareYear(row: FigureRow): UsOpenDataMedicareYear {
  const figures = readFigures(row.memo);
  return {
    year: Number(row.last_on.slice(0, 4)),
    drugCost: dollars(row.cents),
    claims: figures.claims ?? null,
    beneficiaries: figures.beneficiaries ?? null,
    brandCostShare: figures.brandCost === undefined ? null : figures.brandCost / row.cents,
  };
}

function dollars(minorUnits: number): Money {
  return { minorUnits, currency: 'USD', amount: majorUnits(minorUnits, 'USD') };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
