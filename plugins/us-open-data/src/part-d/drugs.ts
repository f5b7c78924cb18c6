import { type Importer, type ImportFile, type IntakeRecord, RapportError } from 'rapport/sdk';
import { announceBrands, brandCode } from '../reading/brands';
import { npiKey } from '../reading/keys';
import { present } from '../reading/present';
import { readTable, type TableRow } from '../reading/table';
import { readCents, readFigureUnlessZero } from '../reading/values';
import { type Claims, claimsEntry, drugNature, shownByDrugNature } from './claims-ledger';
import { dataYear } from './data-year';

/** "Medicare Part D Prescribers - by Provider and Drug": one modelled entry per prescriber, drug and year. */
export const partDDrugsImporter: Importer = {
  id: 'us-open-data.part-d-drugs',
  title: 'Medicare Part D prescribers by drug',
  format:
    'CSV of "Medicare Part D Prescribers - by Provider and Drug" with its official column names (Prscrbr_NPI, Brnd_Name, Gnrc_Name, Tot_Drug_Cst, …). Data year from the file’s name or --option year=2023; --option totals=absent when the yearly totals are not imported.',
  repeats: 'correct',
  options: {
    year: 'data year, where the name of the file does not say it',
    totals: 'absent: the yearly totals are not imported',
  },
  read: (input, file) =>
    readTable(input, {
      required: ['Prscrbr_NPI', 'Brnd_Name', 'Tot_Drug_Cst'],
      start: () => {
        const run = { year: dataYear(file), counterEntries: hasTotals(file), announce: announceBrands() };
        return (row) => readDrug(row, run);
      },
    }),
};

interface Run {
  readonly year: number;
  readonly counterEntries: boolean;
  readonly announce: ReturnType<typeof announceBrands>;
}

/** Each drug is part of the prescriber's yearly total, so a counter-entry keeps the sum of all entries equal to that total. */
function readDrug(row: TableRow, run: Run): readonly IntakeRecord[] {
  const brandName = row.text('Brnd_Name');
  const genericName = row.text('Gnrc_Name');
  const brand = brandCode(brandName) || brandCode(genericName);
  const cents = readCents(row.text('Tot_Drug_Cst'));
  if (cents === 0) return [];
  const part = `${brandName}|${genericName}`.toUpperCase();
  const claims: Claims = {
    customer: npiKey(row.text('Prscrbr_NPI')),
    year: run.year,
    cents,
    part,
    nature: drugNature,
    about: `drug ${brandName}${genericName === '' ? '' : ` (${genericName})`}`,
    figures: present({
      claims: readFigureUnlessZero(row.text('Tot_Clms')),
      beneficiaries: readFigureUnlessZero(row.text('Tot_Benes')),
      days: readFigureUnlessZero(row.text('Tot_Day_Suply')),
    }),
    ...(brand === '' ? {} : { brand }),
  };
  const entries = [...run.announce(brand === '' ? [] : [brand]), claimsEntry(claims)];
  return run.counterEntries ? [...entries, claimsEntry(counterEntry(claims))] : entries;
}

function counterEntry({ customer, year, cents, part, about }: Claims): Claims {
  const counter = { customer, year, cents: -cents, part: `${part}|counter-entry`, nature: shownByDrugNature };
  return { ...counter, ...present({ about }) };
}

function hasTotals(file: ImportFile): boolean {
  const totals = file.options.totals ?? 'imported';
  if (totals !== 'imported' && totals !== 'absent') {
    throw new RapportError('NOT_CONFIGURED', `The option totals=${totals} must be "imported" or "absent".`);
  }
  return totals === 'imported';
}
