import { parseMinorUnits } from 'rapport/sdk';

/** What Medicare counted beside the cost; a figure that was suppressed or not published is left out. Costs in cents. */
export interface ClaimFigures {
  readonly claims?: number;
  readonly beneficiaries?: number;
  readonly days?: number;
  readonly brandClaims?: number;
  readonly brandCost?: number;
  readonly genericClaims?: number;
  readonly genericCost?: number;
}

interface Word {
  readonly key: keyof ClaimFigures;
  readonly word: string;
  readonly unit: 'number' | 'cents';
}

const words: readonly Word[] = [
  { key: 'claims', word: 'claims', unit: 'number' },
  { key: 'beneficiaries', word: 'beneficiaries', unit: 'number' },
  { key: 'days', word: 'days of supply', unit: 'number' },
  { key: 'brandClaims', word: 'brand claims', unit: 'number' },
  { key: 'brandCost', word: 'USD brand cost', unit: 'cents' },
  { key: 'genericClaims', word: 'generic claims', unit: 'number' },
  { key: 'genericCost', word: 'USD generic cost', unit: 'cents' },
];

/** As text for the memo of a ledger entry: `1865 claims; 19957.00 USD brand cost`. {@link readFigures} reads it back. */
export function writeFigures(figures: ClaimFigures): string {
  return words
    .flatMap(({ key, word, unit }) => {
      const value = figures[key];
      if (value === undefined) return [];
      return [`${unit === 'cents' ? (value / 100).toFixed(2) : value} ${word}`];
    })
    .join('; ');
}

/** The figures that {@link writeFigures} put into a memo, wherever they stand in it. */
export function readFigures(memo: string): ClaimFigures {
  const figures: Partial<Record<keyof ClaimFigures, number>> = {};
  for (const part of memo.split('; ')) {
    const [, value = '', text] = /^(\d+(?:\.\d+)?) (.+)$/.exec(part) ?? [];
    const found = words.find(({ word }) => word === text);
    if (found !== undefined)
      figures[found.key] = found.unit === 'cents' ? parseMinorUnits(value, 'USD') : Number(value);
  }
  return figures;
}
