import { Client } from 'pg';
import { foldChanges } from '../../src/bi/groups/upkeep.sql';
import type { Load } from './measure';

/**
 * What batches leave to the background: values that are marked, and changes of groups of contacts that are appended. The
 * platform does it when batches fall silent for a second (values) and each minute (groups). For the reference nobody does;
 * between its batches both are cleared, so that each side marks and appends the same in the timed ones.
 */
export function backgroundOf(
  databaseUrl: string,
  values: 'awaited' | 'left out',
): Pick<Load, 'rest' | 'tidy' | 'computedSince'> {
  const ask = <Row extends object>(text: string, given: readonly unknown[] = []) =>
    askOnce<Row>(databaseUrl, text, given);
  return {
    rest: async () => {
      if (values === 'left out') await ask('update core.customer_value set dirty = false where dirty');
      while ((await ask('select from core.customer_value where dirty limit 1')).length > 0) await pause();
      await ask(foldChanges);
    },
    tidy: async () => {
      await ask('vacuum analyze');
    },
    computedSince: async (instant) => {
      const [row] = await ask<{ readonly count: number }>(
        'select count(*)::integer as count from core.customer_value where computed_at >= $1',
        [instant],
      );
      return row?.count ?? 0;
    },
  };
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

async function askOnce<Row extends object>(
  databaseUrl: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
