import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, readConfig } from '../config';
import { openEmbedded } from '../db/embedded';
import { RapportError } from '../sdk';
import { platformDirectory } from '../shared/platform';
import { compilerOf } from './dev/compiler';
import { requireFreePort } from './dev/require-free-port';
import { restartable } from './dev/restartable';
import { watchSources } from './dev/watch-sources';
import type { DevOptions } from './dev.command';

/** The list of plugins beside the package, unless RAPPORT_PLUGINS says otherwise. */
const pluginList = 'rapport.plugins.json';

/** Runs until it is told to end. @throws RapportError CONFIG_INVALID when there is nothing to run, or nowhere */
export async function develop({ port }: DevOptions): Promise<void> {
  const folder = process.cwd();
  // A plugin with faults shall be heard of, not left out.
  const environment = childEnvironment({
    RAPPORT_PLUGINS: join(folder, pluginList),
    RAPPORT_PLUGIN_POLICY: 'required',
  });
  if (environment.RAPPORT_PLUGINS === join(folder, pluginList) && !existsSync(join(folder, pluginList))) {
    const message = `There is no ${pluginList} in ${folder}. Run this in the folder of a plugin, or set RAPPORT_PLUGINS.`;
    throw new RapportError('CONFIG_INVALID', message);
  }
  const { database, http } = readConfig(port === undefined ? {} : { port }, environment);
  await requireFreePort(http);
  const compiler = compilerOf(folder);
  await compiler.run();
  // Kept open over all starts, so that the database need not start with each of them.
  const kept =
    database.url === null
      ? await openEmbedded({ dataFolder: database.dataFolder, port: database.port, use: 'tool', say })
      : null;
  const platform = restartable({
    file: join(platformDirectory, 'dist/src/main.js'),
    args: ['--no-demo', ...(port === undefined ? [] : ['--port', port])],
    environment,
    say,
  });
  const watch = watchSources(folder, async (changed) => {
    say(`Changed: ${changed}`);
    if (await compiler.run()) await platform.restart();
    else say('It is not compiled; the platform goes on as it was.');
  });
  platform.start();
  await signalled();
  watch.close();
  await platform.stop();
  await kept?.close();
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
