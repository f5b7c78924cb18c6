import { isDeepStrictEqual } from 'node:util';
import { createPrivacyOffice } from '../../../privacy';
import type { Bench, RunningCheck } from '../bench';
import { type Finding, finder, reasonOf } from '../finding';
import { type MarkedPerson, newMarker, storePerson } from './person';
import { rowsOf, tablesWith } from './tables';

const finding = finder('erase-complete');

/** Whether nothing of a person is found in any table after an erasure, and everything of others is. */
export const eraseComplete: RunningCheck = {
  name: 'erase-complete',
  says: 'leaves nothing of an erased person in any table, and everything of others',
  run: async (bench) => {
    const marker = newMarker('erase');
    const person = await storePerson(bench, marker);
    const other = await storePerson(bench, newMarker('other'));
    const othersBefore = await rowsOf(bench, other.customerId);
    const fault = await erased(bench, person);
    if (fault !== null) return [fault];
    const left = [...(await tablesWith(bench, marker))].map(([table, rows]) => leftFinding(table, rows));
    if (left.length > 0) return left;
    const othersAfter = await rowsOf(bench, other.customerId);
    return isDeepStrictEqual(othersAfter, othersBefore) ? [] : [tooMuch(othersBefore.length, othersAfter.length)];
  },
};

async function erased({ platform }: Bench, { key }: MarkedPerson): Promise<Finding | null> {
  try {
    await createPrivacyOffice(platform, 'contract').erase(key);
    return null;
  } catch (error) {
    return finding(
      'storage.subjectData.erase',
      `The erasure fails: ${reasonOf(error)}`,
      'Let storage.subjectData.erase() delete every row of the plugin’s tables that names the customer, by the writer it is given.',
    );
  }
}

function leftFinding(table: string, rows: number): Finding {
  return finding(
    table,
    `${rows} rows of ${table} still hold what the samples say of an erased person.`,
    'Give each table that holds something of persons a customer_id that references core.customer on delete cascade, and delete its rows in storage.subjectData.erase().',
  );
}

function tooMuch(before: number, after: number): Finding {
  return finding(
    'storage.subjectData.erase',
    `Erasing one person leaves ${after} of ${before} rows of another as they were.`,
    'Delete by the customer that erase() is given: where customer_id = $1.',
  );
}
