import { lt, valid } from 'semver';
import { readKnownPlugin } from '../../lifecycle';
import type { Platform } from '../../open-platform';
import { fixtureOf, goOn, type RecalculationRun } from '../../scoring';
import { type Plugin, RapportError } from '../../sdk';
import { showProgress } from '../import/progress';
import {
  beginChange,
  type Change,
  checkBesideDatabase,
  checkChange,
  done,
  entryOf,
  lookIntoDatabase,
  refuse,
  withPlatform,
} from './change';
import { pendingOf, pluginAt } from './pending-steps';
import { knownDigest } from './plugin-state.store';

/** What an upgrade of a plugin comes to. */
interface Plan {
  readonly from: string | null;
  readonly to: string;
  readonly steps: readonly string[];
  readonly hook: 'the same' | 'another';
}

/**
 * Brings a plugin up to the version that lies on the disk: its migrations run, and when its hook says something else than
 * before, all contacts are scored again. A dry run goes the same way, and takes migrations back.
 *
 * @throws RapportError NOT_FOUND; CONFLICT for a version older than the one that ran here, or when others could not run
 */
export async function upgradePlugin(id: string, { dryRun }: { readonly dryRun?: true }): Promise<void> {
  const change = beginChange();
  const entry = entryOf(change, id);
  const { entries } = change.list;
  const place = entries.indexOf(entry);
  const { boot, report } = await checkChange(change, entries, place);
  const plugin = await pluginAt(change, entries, place);
  if (report !== undefined && (plugin === null || report.state !== 'running')) return refuse(report);
  if (plugin === null) return;
  const plan = await planOf(change, plugin);
  const migrations = dryRun === true ? 'tried' : 'left';
  const beside = await checkBesideDatabase(change, boot, { place, migrations });
  if (beside !== undefined && beside.state !== 'running') return refuse(beside);
  done(`${plugin.manifest.id} ${plan.from ?? 'none'} -> ${plan.to}`);
  for (const step of plan.steps) done(`migration ${step}`);
  done(`scoring hook: ${plan.hook}${plan.hook === 'the same' ? '' : '; contacts will be scored again'}`);
  if (dryRun === true) return done('Nothing was changed.');
  const outcome = await withPlatform(change, entries, async (platform) => {
    const own = platform.bootReport[place];
    return own?.state === 'running' ? { own, run: await recalculated(platform) } : { own, run: null };
  });
  if (outcome.own === undefined || outcome.own.state !== 'running') {
    return outcome.own === undefined ? undefined : refuse(outcome.own);
  }
  if (outcome.run !== null) done(runText(outcome.run));
  done(`Upgraded ${plugin.manifest.id} to ${plan.to}. Servers run it after their next start.`);
}

function planOf(change: Change, plugin: Plugin): Promise<Plan> {
  const { id, version } = plugin.manifest;
  return lookIntoDatabase(change, async (database) => {
    const reader = database.reader();
    const known = await readKnownPlugin(reader, id);
    const from = known?.version ?? null;
    if (from !== null && valid(from) !== null && lt(version, from)) {
      const message = `${id} ${from} has run here, which is newer than ${version}. Tables and values may be of a form that the older one does not know.`;
      throw new RapportError('CONFLICT', message);
    }
    const [fixture] = fixtureOf(plugin);
    const before = from === null ? null : await knownDigest(reader, id, from);
    const hook = (fixture?.digest ?? null) === before ? 'the same' : 'another';
    return { from, to: version, steps: await pendingOf(reader, plugin), hook };
  });
}

/** The run that the new declarations asked for when the platform opened; null when values stay as they are. */
async function recalculated(platform: Platform): Promise<RecalculationRun | null> {
  const progress = showProgress(process.stderr, 'recalculate');
  try {
    return await goOn(platform.maintenance, {
      onProgress: ({ customersDone, customersTotal }) =>
        progress.update(customersDone / Math.max(1, customersTotal), customersDone),
    });
  } finally {
    progress.stop();
  }
}

function runText({ source, state, customersDone, valuesChanged, contributionsChanged }: RecalculationRun): string {
  return `recalculation from ${source} ${state}: ${customersDone} customers, ${contributionsChanged} contributions and ${valuesChanged} values changed`;
}
