import { type Bench, type RunningCheck, taken } from '../bench';
import { type DeliveredItems, sampledItems } from '../doors/readings';
import { type Finding, finder } from '../finding';
import { asItems } from './copies';
import { referenceRecords } from './reference-records';
import { interactionRows } from './rows.sql';

/** Whether what the doors deliver is taken in, and taken in once. */
export const intakeIdempotent: RunningCheck = {
  name: 'intake-idempotent',
  says: 'delivers records that the platform takes in, and that change nothing when they come again',
  run: async (bench) => {
    const doors = await sampledItems(bench.subject);
    const records = doors.flatMap(({ items }) => items.flatMap((item) => ('record' in item ? [item.record] : [])));
    await taken(bench, asItems(referenceRecords(records)), { id: 'import:contract', repeats: 'correct' });
    const findings: Finding[] = [];
    for (const door of doors) findings.push(...(await doorFindings(bench, door)));
    return findings;
  },
};

const finding = finder('intake-idempotent');

async function doorFindings(bench: Bench, { subject, repeats, items }: DeliveredItems): Promise<readonly Finding[]> {
  const door = { id: `hook:${subject}`, repeats };
  const { outcomes } = await taken(bench, items, door);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected' || outcome.status === 'waiting');
  if (refused !== undefined) {
    const { position, kind = 'item', code, reason, status } = refused;
    const problem = `The ${kind} of line ${position.line} is not taken in: it is ${status} with ${code}, ${reason}.`;
    return [finding(subject, problem, 'Make the record fit, or leave out of the sample what is meant to be refused.')];
  }
  const before = await countOf(bench);
  const again = await taken(bench, items, door);
  const changed = again.outcomes.find(({ status }) => status !== 'repeated' && status !== 'filtered');
  if (changed === undefined && (await countOf(bench)) === before) return [];
  const what = changed === undefined ? 'new rows' : `a ${changed.kind ?? 'item'} that is ${changed.status}`;
  return [
    finding(
      subject,
      `The same delivery taken in again gives ${what}${changed?.reason === undefined ? '' : `: ${changed.reason}`}.`,
      'Give equal records for equal deliveries, each with a source key that the sender gave or that follows from the content.',
    ),
  ];
}

async function countOf({ platform }: Bench): Promise<number> {
  const [row] = await platform.database.reader().query<{ readonly rows: number }>(interactionRows);
  return row?.rows ?? 0;
}
