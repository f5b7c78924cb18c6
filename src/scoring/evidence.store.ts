import type { Writer } from '../sdk';
import type { EventKey, ScoredEvent } from './scoring';

export async function insertEvidence(writer: Writer, scored: readonly ScoredEvent[]): Promise<void> {
  const rows = scored.flatMap(({ input, evidence }) => evidence.map((item) => ({ input, item })));
  if (rows.length === 0) return;
  await writer.execute({
    name: 'scoring-insert-evidence',
    text: `
      insert into core.adoption_evidence (customer_id, brand_id, event_id, ordinal, evidence, stage, points, confirming,
        occurred_at, recorded_at)
      select unnest($1::bigint[]), unnest($2::integer[]), unnest($3::uuid[]), unnest($4::smallint[]), unnest($5::text[]),
        unnest($6::smallint[]), unnest($7::float8[]), unnest($8::boolean[]), unnest($9::timestamptz[]),
        unnest($10::timestamptz[])`,
    values: [
      rows.map(({ input }) => input.customerId),
      rows.map(({ item }) => item.brandId),
      rows.map(({ input }) => input.event.id),
      rows.map(({ item }) => item.ordinal),
      rows.map(({ item }) => item.evidence),
      rows.map(({ item }) => item.stage),
      rows.map(({ item }) => item.points),
      rows.map(({ item }) => item.confirming),
      rows.map(({ input }) => input.occurredAt),
      rows.map(({ input }) => input.recordedAt),
    ],
  });
}

export async function withdrawEvidence(writer: Writer, events: readonly EventKey[], at: Date): Promise<void> {
  await writer.execute({
    name: 'scoring-withdraw-evidence',
    text: `
      update core.adoption_evidence a set retracted_at = $3
      from unnest($1::bigint[], $2::uuid[]) as e (customer_id, event_id)
      where a.customer_id = e.customer_id and a.event_id = e.event_id and a.retracted_at is null`,
    values: [events.map((event) => event.customerId), events.map((event) => event.eventId), at.toISOString()],
  });
}
