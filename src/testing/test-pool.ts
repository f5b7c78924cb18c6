import { Pool } from 'pg';

/** Lets a test look into a database that another process works on. */
export async function testPool<T>(url: string, look: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = new Pool({ connectionString: url, max: 1 });
  // Of connections without a query only, such as one that still closes when its database is dropped: queries throw.
  pool.on('error', () => undefined);
  try {
    return await look(pool);
  } finally {
    await pool.end();
  }
}
