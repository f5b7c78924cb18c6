import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database';
import { RapportError } from '../../sdk';
import type { Clock } from '../../shared/clock';
import { readModel } from '../models/model-record.store';
import { insertRun, type RecalculationRun, type RecalculationSource, readRun, runUnderWay } from './run.store';
import { holdModelInForce } from './shape.store';

export interface RequestServices {
  readonly database: Pick<Database, 'transaction' | 'reader'>;
  readonly clock: Clock;
}

/**
 * Asks for a recalculation under the model in force. One that is under way from the same source is gone on with instead.
 *
 * @param hash the model meant, or its first digits; absent: the one in force
 * @throws RapportError CONFLICT when the model is not in force, or another run is under way
 */
export async function requestRecalculation(
  { database, clock }: RequestServices,
  {
    hash,
    source,
    by,
  }: { readonly hash?: string | undefined; readonly source: RecalculationSource; readonly by: string },
): Promise<RecalculationRun> {
  const id = await database.transaction(async (writer) => {
    const inForce = await holdModelInForce(writer);
    const meant = hash === undefined ? inForce : ((await readModel(writer, hash))?.hash ?? null);
    if (inForce === null || meant !== inForce) {
      throw new RapportError(
        'CONFLICT',
        `The value model ${hash ?? ''} is not in force. Values are kept under one model; approve it first.`,
      );
    }
    const underWay = await runUnderWay(writer);
    if (underWay !== null && underWay.modelHash === inForce) {
      if (underWay.source === source) return underWay.id;
      throw new RapportError('CONFLICT', `A recalculation from ${underWay.source} is under way; let it end first.`);
    }
    const run = { id: randomUUID(), modelHash: inForce, source, requestedBy: by, at: clock.now() };
    await insertRun(writer, run);
    return run.id;
  });
  const run = await readRun(database.reader(), id);
  if (run === null) throw new RapportError('INTERNAL', 'The recalculation vanished.');
  return run;
}
