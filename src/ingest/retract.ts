import type { Writer } from '../sdk';
import { renewSnapshots } from './apply';
import {
  addToRollups,
  type EventServices,
  followPermissions,
  isCounted,
  leaving,
  rollupsOf,
  takeOut,
} from './apply-events';
import type { Ingest } from './ingest';
import { isUuid } from './normalise/canonical';
import { retractClaim } from './store/claim.store';
import { readInteraction } from './store/interaction.store';
import { announce } from './store/outbox.store';
import { lockCustomers } from './store/working-set.store';

type Key = Parameters<Ingest['retract']>[0];
type Answer = Awaited<ReturnType<Ingest['retract']>>;

/** Takes one stored interaction back. Its key remembers it, so that the same record cannot come in again. */
export async function retractInteraction(
  writer: Writer,
  services: EventServices,
  { customerId, interactionId }: Key,
  at: Date,
): Promise<Answer> {
  const key = { customerId, eventId: interactionId };
  const known = isUuid(interactionId) ? await readInteraction(writer, key) : undefined;
  if (known === undefined) return null;
  await retractClaim(writer, { ...known, id: interactionId }, at);
  await lockCustomers(writer, [customerId]);
  const retracted = await takeOut(writer, services.scoring, [{ customerId, id: interactionId }], at);
  if (retracted.length === 0) return 'already-retracted';
  await followPermissions(writer, [], retracted);
  await addToRollups(writer, rollupsOf(services, retracted.filter(isCounted).map(leaving)));
  await renewSnapshots(writer, services.scoring, [customerId], 'now', at);
  await announce(writer, { interactions: [], values: [customerId] }, at);
  return 'retracted';
}
