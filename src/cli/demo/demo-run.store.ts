import { randomUUID } from 'node:crypto';
import type { Reader, Writer } from '../../sdk';

/** What a first start decided to load. Kept, so that an interrupted load goes on with the same data. */
export interface DemoRun {
  readonly id: string;
  readonly state: 'running' | 'finished';
  readonly options: { readonly customers: number; readonly seed: number; readonly until: string };
}

/** The run of this database; null when there is none. */
export async function findDemoRun(reader: Reader): Promise<DemoRun | null> {
  const [run] = await reader.query<DemoRun>({
    text: `select id, state, options from core.import_run where importer = 'demo' order by started_at desc limit 1`,
  });
  return run ?? null;
}

export async function hasCustomers(reader: Reader): Promise<boolean> {
  return (await reader.query({ text: 'select from core.customer limit 1' })).length > 0;
}

export async function openDemoRun(writer: Writer, options: DemoRun['options'], at: Date): Promise<DemoRun> {
  const id = randomUUID();
  await writer.execute({
    text: `insert into core.import_run (id, importer, file_name, file_digest, options, state, started_at, updated_at)
           values ($1, 'demo', 'demo data', '', $2, 'running', $3, $3)`,
    values: [id, options, at],
  });
  return { id, state: 'running', options };
}

export async function finishDemoRun(
  writer: Writer,
  { id }: DemoRun,
  counts: { readonly accepted: number; readonly repeated: number },
  at: Date,
): Promise<void> {
  await writer.execute({
    text: `update core.import_run
              set state = 'finished', finished_at = $2, updated_at = $2, accepted = $3, repeated = $4, items_done = $3::bigint + $4::bigint
            where id = $1`,
    values: [id, at, counts.accepted, counts.repeated],
  });
}
