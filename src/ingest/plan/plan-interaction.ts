import type { PluginFault } from '../../isolation';
import { deterministicId } from '../normalise/canonical';
import { keyOf } from '../normalise/prepared';
import type { Normalised } from '../normalise/record-schemas';
import { instantOf, isImprecise } from '../normalise/times';
import type { Changes, PendingInteraction } from './changes';
import type { Claim } from './claim-book';
import { addLedgerLine } from './plan-ledger';
import { liveRow, type Planner, type PlanState, type Revision } from './planner';
import { isWaiting, type ReferenceIds, resolveCodes, resolveCustomer, type Waiting } from './resolve';

const dayInMilliseconds = 86_400_000;

export const planInteraction: Planner<'interaction'> = (record, revision, state) => {
  const occurredAt = instantOf(record.occurredAt);
  const early = waitUntilDue(occurredAt, record.occurredAt, state);
  if (early !== null) return early;
  const customer = resolveCustomer(state.identities, record.customer);
  if (isWaiting(customer)) return customer;
  const codes = resolveCodes(state.codes, { brand: record.brand, teamMember: record.actor, content: record.content });
  if (isWaiting(codes)) return codes;
  const type = state.typeOf(record.type);
  const refusal = state.consents.refusal(type, { ...customer, brandId: codes.brand, occurredAt });
  if (refusal !== null) return refusal;
  const held = state.held.size === 0 ? undefined : state.held.get(keyOf(record));
  if (held !== undefined) return heldBy(held);
  retractInteractionOf(revision.previous, state);
  const pending = pendingInteraction(record, revision, customer.customerId, codes, occurredAt, state);
  state.changes.interactions.set(pending.id, pending);
  notePermission(pending, state);
  addLedgerLines(pending, state.changes);
  return { customerId: pending.customerId, subjectId: pending.id };
};

/** What an earlier version of the record said stands until this one can be scored. */
function heldBy({ code, message, details }: PluginFault): Waiting {
  return { code, reason: `${message} The record waits and is tried again.`, plugin: details.plugin };
}

/** A clock may run ahead of ours, a calendar day even by time zone; more than a day is no clock error. */
function waitUntilDue(occurredAt: Date, given: string, state: PlanState): Waiting | null {
  if (occurredAt.getTime() <= state.arrivedAt.getTime() + dayInMilliseconds) return null;
  return { code: 'TIME_IN_FUTURE', reason: `${given} lies more than 24 hours after ${state.arrivedAt.toISOString()}` };
}

/** Takes out what a claim stands for, stored or earlier in the batch. */
export function retractInteractionOf(claim: Claim | null, { changes, consents }: PlanState): void {
  const old = liveRow(claim);
  if (old === null) return;
  consents.remove(old.customerId, old.id);
  changes.touchedCustomers.add(old.customerId);
  const pending = changes.interactions.get(old.id);
  if (pending === undefined) changes.retractedInteractions.push(old);
  else pending.superseded = true;
}

function pendingInteraction(
  record: Normalised<'interaction'>,
  { revision }: Revision,
  customerId: number,
  codes: ReferenceIds,
  occurredAt: Date,
  state: PlanState,
): PendingInteraction {
  return {
    customerId,
    id: deterministicId('interaction', record.source, record.sourceKey, revision),
    record,
    revision,
    channel: state.typeOf(record.type).channel,
    occurredAt,
    imprecise: isImprecise(record.occurredAt),
    brandId: codes.brand,
    actorId: codes.teamMember,
    contentId: codes.content,
    superseded: false,
  };
}

/** What closes or reopens a channel is a consent, for the contacts after it in the batch, too. */
function notePermission({ customerId, id, channel, occurredAt, record }: PendingInteraction, state: PlanState): void {
  const { channelPermission, filtered } = record;
  if (channelPermission === undefined || filtered !== undefined) return;
  const said = channelPermission === 'close' ? 'withdrawn' : 'granted';
  const event = {
    id,
    state: said,
    channel,
    purpose: null,
    brandId: null,
    validFrom: occurredAt,
    validUntil: null,
  } as const;
  state.consents.add(customerId, event);
}

function addLedgerLines(interaction: PendingInteraction, changes: Changes): void {
  const { record, revision, customerId, brandId } = interaction;
  record.ledger?.forEach((line, ordinal) => {
    addLedgerLine(changes, {
      customerId,
      id: deterministicId('interaction-ledger', record.source, record.sourceKey, revision, ordinal),
      line,
      source: record.source,
      sourceKey: record.sourceKey,
      occurredOn: interaction.occurredAt.toISOString().slice(0, 10),
      brandId,
      interactionId: interaction.id,
      superseded: false,
    });
  });
}
