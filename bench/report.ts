import { startDatabaseServer } from '../src/testing/database-server';
import { serverVariable } from '../src/testing/server-url';
import { ensureTemplate } from '../src/testing/template';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Prints rows as aligned columns. */
export function table(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   '));
}

/** Runs the work with a PostgreSQL of its own that keeps nothing. */
export async function withDatabaseServer(work: () => Promise<void>): Promise<void> {
  const server = await startDatabaseServer();
  try {
    await ensureTemplate(server.url);
    process.env[serverVariable] = server.url;
    await work();
  } finally {
    await server.stop();
  }
}
