import { createPrivacyOffice } from '../../../privacy';
import { type Bench, type RunningCheck } from '../bench';
import { type Finding, finder, reasonOf, shown } from '../finding';
import { newMarker, storePerson } from './person';
import { rowsOf } from './tables';

const finding = finder('export-complete');

/** Whether a person who asks is told all that the plugin's own tables hold. */
export const exportComplete: RunningCheck = {
  name: 'export-complete',
  says: 'gives a person who asks every row that it holds of them',
  run: async (bench) => {
    const { storage } = bench.subject.plugin.contributions;
    if (storage === undefined) return [];
    if (bench.subject.samples.fill === undefined) return [unfilled];
    const { key, customerId } = await storePerson(bench, newMarker('export'));
    const rows = await rowsOf(bench, customerId);
    if (rows.length === 0) return [empty];
    const section = await exported(bench, key);
    if ('thrown' in section) {
      const problem = `The copy for a person fails: ${reasonOf(section.thrown)}`;
      return [
        finding(
          'storage.subjectData.export',
          problem,
          'Read the customer’s rows by the reader that export() is given.',
        ),
      ];
    }
    const told = leavesOf(section.content);
    const missing = rows.flatMap(({ table, columns, row }) => {
      const untold = Object.entries(row).find(
        ([column, value]) => !columns.includes(column) && leavesOf(value).some((leaf) => !told.includes(leaf)),
      );
      return untold === undefined ? [] : [{ table, column: untold[0], value: untold[1] }];
    });
    const [first] = missing;
    if (first === undefined) return [];
    return [
      finding(
        first.table,
        `A row of ${first.table} about the person does not come in the copy for the person: ${first.column} is ${shown(first.value)}.`,
        'Let storage.subjectData.export() answer every column of every row that names the customer.',
      ),
    ];
  },
};

const unfilled: Finding = finding(
  'storage',
  'The plugin has tables and the samples do not say how rows come into them, so that export and erasure cannot be tried.',
  'Give `fill` in the samples: it writes about a customer what the plugin’s jobs would write.',
);

const empty: Finding = finding(
  'storage',
  '`fill` of the samples has left no row that names the customer in the plugin’s tables.',
  'Write at least one row into each table; columns that name customers are called customer_id or end in _customer_id.',
);

async function exported(
  { platform, subject }: Bench,
  key: Parameters<ReturnType<typeof createPrivacyOffice>['access']>[0],
): Promise<{ readonly content: unknown } | { readonly thrown: unknown }> {
  try {
    const { report } = await createPrivacyOffice(platform, 'contract').access(key);
    return { content: report.sections.find(({ contributor }) => contributor === subject.plugin.manifest.id)?.content };
  } catch (thrown) {
    return { thrown };
  }
}

/** Values as texts: the copy may show a number as text, and a time in another form. */
function leavesOf(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') return Object.values(value).flatMap(leavesOf);
  const text = String(value);
  return [/^\d{4}-\d\d-\d\d[T ]/.test(text) ? new Date(text).toISOString() : text];
}
