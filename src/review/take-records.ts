import { reporterOf } from '../auth';
import type { Ingest, Outcome } from '../ingest';
import { type IntakeItem, type IntakeRecord, type Principal, RapportError, type Rejection } from '../sdk';
import { maximumRecords, mutationDoor } from './outcome';

/** A record made of an input, or why none could be made; `input` is kept with a rejection. */
export type RecordDraft =
  | { readonly record: IntakeRecord }
  | { readonly rejected: Pick<Rejection, 'code' | 'reason'>; readonly input: object };

/**
 * Brings the records of one mutation through the intake, in one transaction; outcomes stand in the order given. The principal
 * corrects what it may.
 *
 * @throws RapportError BAD_INPUT when there are none or too many
 */
export async function takeRecords(
  ingest: Ingest,
  drafts: readonly RecordDraft[],
  principal: Principal,
): Promise<readonly Outcome[]> {
  if (drafts.length === 0 || drafts.length > maximumRecords) {
    throw new RapportError(
      'BAD_INPUT',
      `${drafts.length} records were sent; one request takes 1 to ${maximumRecords}.`,
    );
  }
  const reporter = reporterOf(principal);
  const door = reporter === null ? mutationDoor : { ...mutationDoor, reporter };
  const { outcomes } = await ingest.take(drafts.map(asItem), door);
  return outcomes;
}

/** The same for a mutation of one record. */
export async function takeRecord(ingest: Ingest, draft: RecordDraft, principal: Principal): Promise<Outcome> {
  const [outcome] = await takeRecords(ingest, [draft], principal);
  if (outcome === undefined) throw new RapportError('INTERNAL', 'The intake did not say what became of the record.');
  return outcome;
}

function asItem(draft: RecordDraft, index: number): IntakeItem {
  const line = index + 1;
  return 'record' in draft
    ? { record: draft.record, position: { line } }
    : { rejected: draft.rejected, position: { line, raw: JSON.stringify(draft.input) } };
}
