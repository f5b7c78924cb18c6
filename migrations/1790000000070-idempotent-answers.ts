import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers to requests with an Idempotency-Key, kept for a day so that a repetition is answered and not done again. */
export class IdempotentAnswers1790000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table core.idempotent_answer (
        -- SHA-256 of caller and key: who has the table has no key.
        key_digest bytea primary key,
        -- Of the request, keyed with the key, to tell a repetition from another request under the same key.
        request_digest bytea not null,
        -- Encrypted with the key, which is not kept. Null: an erasure has removed it; the request counts as done.
        answer bytea,
        -- Whom the answer shows.
        customer_ids bigint[] not null,
        answered_at timestamptz(3) not null
      );
      create index idempotent_answer_by_age on core.idempotent_answer (answered_at);
      comment on table core.idempotent_answer is 'local';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table core.idempotent_answer');
  }
}
