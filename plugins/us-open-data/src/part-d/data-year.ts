import { type ImportFile, RapportError } from 'rapport/sdk';

/**
 * The calendar year whose claims a file sums up: `--option year=2023`, else the file's name, in which CMS writes `DY23`
 * (`MUP_DPR_RY25_P04_V10_DY23_NPI.csv`), else the only year in the name.
 *
 * @throws RapportError NOT_CONFIGURED when neither says it, because a guessed year would put money on the wrong day
 */
export function dataYear(file: ImportFile): number {
  const option = file.options.year;
  if (option !== undefined) {
    if (!/^20\d\d$/.test(option)) throw new RapportError('NOT_CONFIGURED', `The option year=${option} is not a year.`);
    return Number(option);
  }
  const official = /(?:^|[^A-Za-z])DY(\d\d)(?!\d)/.exec(file.name)?.[1];
  if (official !== undefined) return 2000 + Number(official);
  const years = new Set(file.name.match(/(?<!\d)20\d\d(?!\d)/g) ?? []);
  const [only] = years;
  if (years.size !== 1 || only === undefined) {
    throw new RapportError(
      'NOT_CONFIGURED',
      `The name "${file.name}" does not say the data year: give --option year=2023.`,
    );
  }
  return Number(only);
}
