import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Entries of the read audit are appended by one statement, where the platform asked for the lock and the end of the chain first and
 * held a connection all the while. The function has what it needs from one place to the next under the lock: the chain
 * is one over all instances, and none of them waits for the answers of another.
 */
export class AppendReadAudit1790000000091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- An entry is JSON with its keys in order; its place in the chain stands between head and tail.
      create function core.append_read_audit(heads text[], tails text[]) returns void
        language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
      declare
        place bigint;
        chained text;
        contents text[];
        hashes bytea[];
      begin
        -- Held until the commit. Each statement after it sees what has been committed, as the level of isolation is.
        perform pg_advisory_xact_lock(7265002);
        select a.seq, encode(a.hash, 'hex') into place, chained from core.read_audit a order by a.seq desc limit 1;
        if not found then
          place := 0;
          chained := '';
        end if;
        for entry in 1 .. cardinality(heads) loop
          contents[entry] := heads[entry] || (place + entry) || tails[entry];
          hashes[entry] := sha256(convert_to(chained || contents[entry], 'UTF8'));
          chained := encode(hashes[entry], 'hex');
        end loop;
        insert into core.read_audit (seq, read_at, subject, roles, operation, purpose, request_id, customer_ids, hash)
          select r.seq, r."readAt", r.subject, r.roles, r.operation, r.purpose, r."requestId", r."customerIds", e.hash
          from unnest(contents, hashes) as e (content, hash),
            json_to_record(e.content::json) as r (seq bigint, "readAt" timestamptz, subject text, roles text[], operation text,
              purpose text, "requestId" text, "customerIds" bigint[]);
      end
      $$;
      revoke execute on function core.append_read_audit(text[], text[]) from public;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function core.append_read_audit(text[], text[])');
  }
}
