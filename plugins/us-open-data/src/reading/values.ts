import { parseMinorUnits, RapportError } from 'rapport/sdk';

/**
 * A calendar day as `YYYY-MM-DD`, from `MM/DD/YYYY`, `M/D/YYYY` or ISO, with or without a time of day (the sources
 * know days only, a time is always midnight). Empty text gives undefined.
 *
 * @throws RapportError TIME_INVALID when the text is not a day of the calendar
 */
export function readDay(text: string): string | undefined {
  if (text === '') return undefined;
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s|$)/.exec(text);
  const iso = american === null ? /^(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)/.exec(text) : null;
  const [year, month, day] =
    american === null ? [iso?.[1], iso?.[2], iso?.[3]] : [american[3], american[1], american[2]];
  if (year === undefined || month === undefined || day === undefined || !isDay(+year, +month, +day)) {
    throw new RapportError('TIME_INVALID', `"${text}" is not a day such as 12/31/2015 or 2015-12-31.`);
  }
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * Dollars as integer cents. Takes thousands separators, a dollar sign, exponents (`1e+05`, which R writes) and digits
 * past the cent that are plainly noise of a float conversion (`7736.34999999999`).
 *
 * @throws RapportError MONEY_INVALID
 */
export function readCents(text: string): number {
  if (/^-?\d+(\.\d{1,2})?$/.test(text)) return parseMinorUnits(text, 'USD');
  const plain = text.replace(/[$,\s]/g, '');
  const value = Number(plain);
  const cents = Math.round(value * 100);
  const isNoise = Math.abs(value * 100 - cents) < 1e-4 && Number.isSafeInteger(cents);
  if (plain === '' || !/^[-+\d.eE]+$/.test(plain) || !isNoise) {
    throw new RapportError('MONEY_INVALID', `"${text}" is not an amount in dollars and cents.`);
  }
  return cents;
}

/** A whole or decimal figure; undefined for an empty cell, which means suppressed or not matched. Zero stays zero. */
export function readFigure(text: string): number | undefined {
  const value = Number(text.replace(/,/g, ''));
  return text === '' || !Number.isFinite(value) ? undefined : value;
}

/** As {@link readFigure}, for sources in which a suppressed figure was turned into 0. */
export function readFigureUnlessZero(text: string): number | undefined {
  const value = readFigure(text);
  return value === 0 ? undefined : value;
}

/** A code without the `.0` that a spreadsheet may have put behind it. */
export function readCode(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}

/** A US ZIP or ZIP+4 with its hyphen and its leading zeros: `522421009` -> `52242-1009`, `601` -> `00601`. */
export function readZip(text: string): string {
  const code = readCode(text);
  if (/^\d{3,5}$/.test(code)) return code.padStart(5, '0');
  const long = /^(\d{3,5})-?(\d{4})$/.exec(code);
  return long === null ? code : `${long[1]?.padStart(5, '0')}-${long[2]}`;
}

function isDay(year: number, month: number, day: number): boolean {
  // Day 0 of the next month is the last day of this one.
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate());
}
