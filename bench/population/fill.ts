import type { Database } from '../../src/db/database';
import type { Registry } from '../../src/kernel';
import { contactKinds, measureAmounts } from './contact-kinds';
import { customers } from './customers.sql';
import { interactions } from './interactions.sql';
import { referenceData } from './reference-data.sql';
import { rollups } from './rollups.sql';
import { type PopulationSize, pickFunction } from './size';
import { ties } from './ties.sql';
import { drawnValues } from './values.sql';

/**
 * Fills an empty database, which has a value model in force, with a population made by the database itself: customers
 * with everything that can be said of them, contacts of every installed type, rollups, and snapshots drawn by chance.
 */
export async function fillPopulation(database: Database, registry: Registry, size: PopulationSize): Promise<void> {
  const kinds = contactKinds(registry);
  const channels = [...registry.channels.keys()];
  const statements = [
    ...referenceData(size, channels),
    ...customers(size),
    ...ties(size, channels),
    interactions(size, kinds),
    ...rollups(kinds, measureAmounts(registry, kinds)),
    drawnValues(size.seed),
  ];
  await database.transaction(
    async (writer) => {
      // Foreign keys hold by construction; checking a million rows takes longer than making them.
      await writer.execute({ text: 'set local session_replication_role = replica' });
      await writer.execute({ text: pickFunction });
      for (const statement of statements) await writer.execute(statement);
    },
    { statementTimeout: 30 * 60_000 },
  );
  await database.pool.query('vacuum analyze');
}
