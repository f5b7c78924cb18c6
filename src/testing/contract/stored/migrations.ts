import { isDeepStrictEqual } from 'node:util';
import { migrate } from '../../../db/migrate';
import { pluginSchema } from '../../../db/plugin-migrations';
import type { PluginMigration } from '../../../sdk';
import { createTestDatabase } from '../../test-database';
import { testPool } from '../../test-pool';
import { type Finding, finder, reasonOf, shown } from '../finding';
import type { StaticCheck, Subject } from '../subject';
import { shapeOfSchema } from './rows.sql';

const finding = finder('migrations');

/** Whether the plugin's tables come about from nothing, from what was published, twice and by two starters at once. */
export const migrations: StaticCheck = {
  name: 'migrations',
  says: 'brings its tables up from empty and from the version before, twice, and by two instances at once, in its own schema',
  run: async (subject) => {
    const { storage } = subject.plugin.contributions;
    if (storage === undefined) return [];
    return (
      (await fromEmpty(subject, storage.migrations)) ??
      (await twice(subject, storage.migrations)) ??
      changedSteps(subject, storage.migrations) ??
      (await fromPrevious(subject, storage.migrations)) ??
      []
    );
  },
};

type Steps = readonly PluginMigration[];
type Found = readonly Finding[] | null;

async function fromEmpty({ plugin }: Subject, steps: Steps): Promise<Found> {
  return withDatabase(async (url) => {
    const fault = await upFault(url, plugin.manifest.id, steps, 'from empty');
    return fault === null ? null : [fault];
  });
}

/** Two starters at once, and then a third: each step runs once. */
async function twice({ plugin }: Subject, steps: Steps): Promise<Found> {
  const { id } = plugin.manifest;
  return withDatabase(async (url) => {
    const starters = await Promise.allSettled([up(url, id, steps), up(url, id, steps)]);
    const failed = starters.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') return [upFinding('by two instances at once', failed.reason)];
    const again = await up(url, id, steps);
    if (again.length === 0) return null;
    const problem = `The steps ${again.join(', ')} run again at the next start.`;
    return [finding('storage.migrations', problem, 'Leave the table applied_migration to the platform.')];
  });
}

/** What was published stays as it is: databases have run it. */
function changedSteps({ samples }: Subject, steps: Steps): Found {
  const published = publishedSteps(samples);
  const changed = published.filter(
    ({ name, up: text }, index) => steps[index]?.name !== name || steps[index]?.up !== text,
  );
  if (changed.length === 0) return null;
  return changed.map(({ name }) =>
    finding(
      name,
      'The step was published, and now is another, has another name or another place: databases that have run it do not run it again.',
      'Leave published steps as they are, and add a step with a later time stamp.',
    ),
  );
}

/** From every state that an earlier version may have left. */
async function fromPrevious({ plugin, samples }: Subject, steps: Steps): Promise<Found> {
  const { id } = plugin.manifest;
  const published = publishedSteps(samples).length;
  const places = published > 0 ? [published] : steps.map((_, place) => place).filter((place) => place > 0);
  if (places.length === 0) return null;
  const fresh = await withDatabase(async (url) => {
    await up(url, id, steps);
    return linesOf(url, shapeOfSchema(pluginSchema(id)));
  });
  for (const place of places) {
    const found = await withDatabase(async (url) => {
      await up(url, id, steps.slice(0, place));
      const fault = await upFault(url, id, steps, `after ${steps[place - 1]?.name}`);
      if (fault !== null) return fault;
      const upgraded = await linesOf(url, shapeOfSchema(pluginSchema(id)));
      return isDeepStrictEqual(upgraded, fresh) ? null : unlike(upgraded, fresh);
    });
    if (found !== null) return [found];
  }
  return null;
}

function unlike(upgraded: readonly string[], fresh: readonly string[]): Finding {
  const different = [
    ...upgraded.filter((line) => !fresh.includes(line)),
    ...fresh.filter((line) => !upgraded.includes(line)),
  ];
  return finding(
    'storage.migrations',
    `An upgraded database is not like a new one: ${shown(different)}`,
    'Let each step change what the step before it left, whatever else is there.',
  );
}

function publishedSteps({ previous }: Subject['samples']): Steps {
  if (previous === undefined) return [];
  return typeof previous === 'function' ? (previous().contributions.storage?.migrations ?? []) : previous;
}

async function up(url: string, plugin: string, steps: Steps): Promise<readonly string[]> {
  return (await migrate(url, [{ plugin, migrations: steps }])).applied;
}

async function upFault(url: string, plugin: string, steps: Steps, how: string): Promise<Finding | null> {
  try {
    await up(url, plugin, steps);
    return null;
  } catch (error) {
    return upFinding(how, error);
  }
}

function upFinding(how: string, error: unknown): Finding {
  const problem = `The migrations fail ${how}: ${reasonOf(error)}`;
  return finding(
    'storage.migrations',
    problem,
    'Correct the step that is named. Each runs once, in order, in a transaction of its own.',
  );
}

async function withDatabase<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const { url, drop } = await createTestDatabase();
  try {
    return await work(url);
  } finally {
    await drop();
  }
}

async function linesOf(
  url: string,
  { text, values = [] }: ReturnType<typeof shapeOfSchema>,
): Promise<readonly string[]> {
  return testPool(url, async (pool) => {
    const { rows } = await pool.query<{ line: string }>({ text, values: [...values] });
    return rows.map(({ line }) => line);
  });
}
