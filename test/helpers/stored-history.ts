import type { Scoring } from '../../src/scoring';
import type { Writer } from '../../src/sdk';
import { eventOf, type GivenEvent } from './scoring-fixture';

/**
 * Nothing but these events, as interactions and as the intake scores them.
 *
 * @param openedAt what the values of before are of
 */
export async function storeHistory(
  writer: Writer,
  scoring: Scoring,
  customerIds: readonly number[],
  given: readonly GivenEvent[],
  openedAt: Date,
): Promise<void> {
  await writer.execute({
    text: 'truncate core.contribution, core.bucket, core.adoption_evidence, core.interaction, core.customer_value',
  });
  const events = given.map(eventOf);
  await writer.execute({
    text: `insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, recorded_at, count, brand_id,
        actor_id, source, source_key, details)
      select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $6::timestamptz[],
        $7::integer[], $8::integer[], $9::integer[], $10::text[], $11::text[], $12::jsonb[])`,
    values: [
      events.map(({ customerId }) => customerId),
      events.map(({ event }) => event.id),
      events.map(({ event }) => event.type),
      events.map(({ event }) => event.channel),
      events.map(({ event }) => event.direction),
      events.map(({ occurredAt }) => occurredAt),
      events.map(({ event }) => event.count),
      events.map(({ brandId }) => brandId),
      events.map(({ actorId }) => actorId),
      events.map(({ event }) => event.source),
      events.map(({ event }) => event.sourceKey),
      events.map(({ event }) => JSON.stringify(event.details)),
    ],
  });
  await scoring.open(writer, customerIds, openedAt);
  await scoring.record(
    writer,
    events.map((event) => scoring.score(event)),
  );
}
