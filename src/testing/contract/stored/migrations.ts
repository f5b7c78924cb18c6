import { isDeepStrictEqual } from 'node:util';
import { migrate } from '../../../db/migrate';
import { pluginSchema } from '../../../db/plugin-migrations';
import type { PluginMigration } from '../../../sdk';
import { createTestDatabase } from '../../test-database';
import { testPool } from '../../test-pool';
import { type Finding, finder, reasonOf, shown } from '../finding';
import type { StaticCheck, Subject } from '../subject';
import { dropSchema, shapeOfSchema } from './rows.sql';

const finding = finder('migrations');

/** Whether the plugin's tables come about from nothing, from what was published, twice and by two starters at once. */
export const migrations: StaticCheck = {
  name: 'migrations',
  says: 'brings its tables up from empty and from the version before, twice, and by two instances at once, in its own schema',
  run: async (subject) => {
    const { storage } = subject.plugin.contributions;
    if (storage === undefined) return [];
    const { url, drop } = await createTestDatabase();
    try {
      return await findingsIn(url, subject, storage.migrations);
    } finally {
      await drop();
    }
  },
};

async function findingsIn(url: string, subject: Subject, steps: Steps): Promise<readonly Finding[]> {
  const fresh = await fromEmpty(url, subject, steps);
  if ('findings' in fresh) return fresh.findings;
  return (
    (await byTwoAtOnce(url, subject, steps)) ??
    changedSteps(subject, steps) ??
    (await fromPrevious(url, subject, steps, fresh.shape)) ??
    []
  );
}

type Steps = readonly PluginMigration[];
type Found = readonly Finding[] | null;

/** What the tables are like that a new database gets, which a second start leaves as they are. */
async function fromEmpty(
  url: string,
  { plugin }: Subject,
  steps: Steps,
): Promise<{ readonly shape: readonly string[] } | { readonly findings: readonly Finding[] }> {
  const { id } = plugin.manifest;
  const fault = await upFault(url, id, steps, 'from empty');
  if (fault !== null) return { findings: [fault] };
  const again = await up(url, id, steps);
  if (again.length === 0) return { shape: await linesOf(url, shapeOfSchema(pluginSchema(id))) };
  const problem = `The steps ${again.join(', ')} run again at the next start.`;
  return { findings: [finding('storage.migrations', problem, 'Leave the table applied_migration to the platform.')] };
}

async function byTwoAtOnce(url: string, { plugin }: Subject, steps: Steps): Promise<Found> {
  const { id } = plugin.manifest;
  await emptied(url, id);
  const starters = await Promise.allSettled([up(url, id, steps), up(url, id, steps)]);
  const failed = starters.find(({ status }) => status === 'rejected');
  return failed?.status === 'rejected' ? [upFinding('by two instances at once', failed.reason)] : null;
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

/** From the state that the version before left: what it published, or else all steps but the last. */
async function fromPrevious(
  url: string,
  { plugin, samples }: Subject,
  steps: Steps,
  fresh: readonly string[],
): Promise<Found> {
  const { id } = plugin.manifest;
  const before = publishedSteps(samples).length || steps.length - 1;
  if (before < 1) return null;
  await emptied(url, id);
  await up(url, id, steps.slice(0, before));
  const fault = await upFault(url, id, steps, `after ${steps[before - 1]?.name}`);
  if (fault !== null) return [fault];
  const upgraded = await linesOf(url, shapeOfSchema(pluginSchema(id)));
  return isDeepStrictEqual(upgraded, fresh) ? null : [unlike(upgraded, fresh)];
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

/** As before any step: the role of a plugin can make nothing outside its schema. A database of its own would take longer. */
async function emptied(url: string, plugin: string): Promise<void> {
  await testPool(url, (pool) => pool.query(dropSchema(pluginSchema(plugin))));
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
