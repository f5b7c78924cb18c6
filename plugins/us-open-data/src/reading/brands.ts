import type { BrandRecord } from 'rapport/sdk';
import { firstTime } from './once';

/** Longest code that the details of a visit take. */
const longestCode = 80;

const noNames = new Set(['', 'N/A', 'NA', 'NONE', 'NULL', 'NOT APPLICABLE', '-', '.']);

/**
 * Code of a product: its name in upper case with single blanks and without trade mark signs. Sources spell the same
 * product in many cases (`ELIQUIS`, `Eliquis`); empty when the cell names no product.
 */
export function brandCode(name: string): string {
  const plain = name.replace(/[®™©]/g, '').replace(/\s+/g, ' ').trim();
  const code = plain.toUpperCase().slice(0, longestCode).trim();
  return noNames.has(code) ? '' : code;
}

/** Makes the function that announces each brand once per run, before its first use. The name is the code, so that every source says the same. */
export function announceBrands(): (codes: readonly string[]) => readonly BrandRecord[] {
  const isNew = firstTime();
  return (codes) =>
    codes
      .filter((code) => isNew(code))
      .map((code) => ({ kind: 'brand', source: 'us-open-data', sourceKey: `brand/${code}`, code, name: code }));
}
