import './shared/keep-compiled';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type App, createApp } from './app';
import { loadDemoOnFirstStart, missingDemoPlugins } from './cli/demo/first-start';
import { type Config, type ConfigFlags, isLoopback, readConfig } from './config';
import { bootLine } from './kernel';
import { isRapportError, RapportError } from './sdk';
import { platformVersion } from './shared/platform';

/** Requests and jobs under way get so long to finish. */
const drainMilliseconds = 10_000;

const usage = `Usage: npm start -- [options]

  --port <number>       where to listen (PORT, 4000; 0 takes any free port)
  --host <address>      address to listen on (HOST, 127.0.0.1)
  --data <folder>       folder of the embedded database (RAPPORT_DATA, .rapport)
  --no-demo, --demo     whether to put demo data into an empty database (RAPPORT_DEMO)
  --customers <number>  how many demo customers (RAPPORT_DEMO_CUSTOMERS, 200)
  --without <plugins>   plugins to start without, separated by commas (RAPPORT_WITHOUT)
  --help`;

/** npm passes Ctrl-C on to us, who had it from the terminal already: what comes so soon is the same signal. */
const echoMilliseconds = 1_000;

let app: App | null = null;
let incidents = 0;
/** When the first signal came, by the clock of the process. */
let stopping: number | null = null;
/** Ends the waiting for a database at the start. */
const waiting = new AbortController();
/** What is under way besides requests and jobs. */
let loading: Promise<void> = Promise.resolve();

start().catch(fail);

async function start(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  if (flags === null) return say(usage);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', keepServing);
  const config = readConfig(flags);
  say(`Rapport ${platformVersion}`);
  const started = await createApp(config, { say: (line) => say(`  ${line}`), signal: waiting.signal });
  app = started;
  if (stopping !== null) return close(started, 0);
  describeStart(started);
  loading = loadDemo(started, config.demo);
  await loading;
  say(invitation(started));
}

/** Null: help was asked for. @throws RapportError CONFIG_INVALID on a flag that does not exist */
function readFlags(args: readonly string[]): ConfigFlags | null {
  const { help, demo, ...rest } = parseFlags(args);
  if (help === true) return null;
  return { ...rest, demo: demo === undefined ? undefined : demo ? 'yes' : 'no' };
}

function parseFlags(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const toggle = { type: 'boolean' } as const;
  const options = { port: text, host: text, data: text, customers: text, without: text, demo: toggle, help: toggle };
  try {
    return parseArgs({ args: [...args], allowNegative: true, options }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RapportError('CONFIG_INVALID', `${reason}\n\n${usage}`);
  }
}

function describeStart({ opened, registry, bootReport, log }: App): void {
  const { applied, unknown, warnings } = opened.migrations;
  if (opened.state === 'joined') say('  Joined the database that was still running');
  if (applied.length > 0) say(`  Applied ${applied.length} migrations`);
  if (unknown.length > 0) say(`  Warning: a newer version has been here; unknown migrations: ${unknown.join(', ')}`);
  for (const warning of warnings) say(`  Warning: ${warning}`);
  const plugins = registry.plugins.map(({ manifest: { id, version } }) => `${id} ${version}`);
  say(`  Plugins: ${plugins.length === 0 ? 'none' : plugins.join(', ')}`);
  const absent = bootReport.filter(({ state }) => state !== 'running');
  for (const plugin of absent) say(`  ${plugin.state === 'disabled' ? '' : 'Warning: '}plugin ${bootLine(plugin)}`);
  if (absent.length > 0) say('  npx rapport plugins tells more');
  for (const { id, version, state, phases, faults, warnings } of bootReport) {
    const took = Object.fromEntries(
      phases.map(({ phase, milliseconds }) => [phase, Math.round(milliseconds * 10) / 10]),
    );
    const level = state === 'left out' || warnings.length > 0 ? 'warn' : 'info';
    log[level]({ plugin: id, version, state, took, faults, warnings }, 'A plugin at the start');
  }
}

async function loadDemo(started: App, demo: Config['demo']): Promise<void> {
  if (demo === null)
    return say('  No demo data were asked for (npm start -- --demo loads some into an empty database)');
  const missing = missingDemoPlugins(started);
  if (missing.length > 0) return say(`  No demo data: they need the plugins ${missing.join(', ')}, which do not run`);
  const begun = process.hrtime.bigint();
  let next = 0;
  const loaded = await loadDemoOnFirstStart(started, {
    customers: demo.customers,
    onProgress: ({ records }) => {
      if (stopping !== null) throw new Stopped();
      if (records < next) return;
      if (next === 0) say('  Loading demo data (npm start -- --no-demo skips this)');
      else say(`  ${records.toLocaleString('en')} records`);
      next = records + 20_000;
    },
  });
  if (loaded === null) return;
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  say(`  Loaded ${loaded.records.toLocaleString('en')} demo records in ${seconds.toFixed(1)} s`);
}

function invitation({ config, registry, url }: App): string {
  const secret = config.http.apiKey === null ? '$TOKEN' : '$RAPPORT_API_KEY';
  const key = config.http.access === 'development' ? '' : ` -H "authorization: Bearer ${secret}"`;
  const query = '{ customers(first: 3) { nodes { displayName relationshipValue { value grade } } } }';
  const [importer] = [...registry.importers.keys()].sort();
  const tries = [
    `curl -s ${url}/graphql -H 'content-type: application/json'${key} -d '{"query":"${query}"}'`,
    ...(config.environment === 'production' ? [] : [`open ${url}/graphiql`]),
    ...(importer === undefined
      ? []
      : [`npx rapport import ${importer} <file>    (npx rapport import lists the others)`]),
  ];
  const { host } = config.http;
  const everywhere = everyAddress.has(host) ? ' and all other addresses of this machine' : '';
  const where = isLoopback(host) ? ', for this machine only' : everywhere;
  return `\nListening on ${url}${where}. Ctrl-C stops. To try:\n\n${tries.map((line) => `  ${line}\n`).join('\n')}`;
}

/** Hosts that stand for all addresses; what is listened on is told by one of them. */
const everyAddress: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** The first signal drains, the second one does not wait. What a forced end leaves behind, the next start puts in order. */
function stop(signal: NodeJS.Signals): void {
  if (stopping !== null) {
    if (performance.now() - stopping > echoMilliseconds) process.exit(1);
    return;
  }
  stopping = performance.now();
  say(`\n${signal}: finishing what is under way; once more to force`);
  setTimeout(() => process.exit(1), drainMilliseconds).unref();
  const running = app;
  waiting.abort();
  if (running !== null) void loading.catch(() => null).then(() => close(running, 0));
}

async function close(running: App, code: number): Promise<void> {
  try {
    await running.close();
    process.exit(code);
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  }
}

/** Thrown into work that a signal interrupts. */
class Stopped extends Error {}

function fail(error: unknown): void {
  // The close that the signal began ends the process.
  if (error instanceof Stopped) return;
  if (stopping !== null && app === null && error instanceof Error && error.name === 'AbortError') process.exit(0);
  // A coded fault is meant for the operator; anything else needs its trace.
  const text = isRapportError(error) ? `${error.code}: ${error.message}` : error instanceof Error ? error.stack : error;
  process.stderr.write(`${String(text)}\n`);
  process.exitCode = 1;
  setTimeout(() => process.exit(1), drainMilliseconds).unref();
  if (app !== null && stopping === null) void close(app, 1);
  else if (app === null) process.exit(1);
}

/**
 * A rejection that nobody waits for stops no work: graphql-js forgets promises of a list when a later item throws at once, and
 * data of clients can bring it to that. It is logged with how many there were; only an exception leaves the process in doubt.
 */
function keepServing(reason: unknown): void {
  if (app === null) {
    fail(reason);
    return;
  }
  incidents += 1;
  app.log.error({ err: reason, incident: randomUUID(), incidents }, 'A rejection was waited for by nobody');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
