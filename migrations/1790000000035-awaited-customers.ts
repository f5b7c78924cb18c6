import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a waiting record waits for, so that it is taken when that arrives. */
export class AwaitedCustomers1790000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Identifiers of customers nobody knows, each 'system value'; null when it waits for something else.
      alter table core.intake_set_aside add column waits_for text[];
      update core.intake_set_aside s
      set waits_for = array(
        select distinct concat_ws(' ', k.system, k.value)
        from jsonb_array_elements(
            case jsonb_typeof(s.record -> 'customer') when 'array' then s.record -> 'customer' else '[]' end
            || case jsonb_typeof(s.record -> 'other') when 'array' then s.record -> 'other' else '[]' end
          ) as e (key), jsonb_to_record(e.key) as k (system text, value text)
        where jsonb_typeof(e.key) = 'object'
      )
      where s.disposition = 'waiting' and s.resolved_at is null and s.code = 'CUSTOMER_UNKNOWN';
      -- Without the list of pending entries: every batch of customers would read through it.
      create index intake_set_aside_awaited on core.intake_set_aside using gin (waits_for) with (fastupdate = off)
        where disposition = 'waiting' and resolved_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table core.intake_set_aside drop column waits_for');
  }
}
