/** `npm run bench -- --work <work> [options]`: measurements that anyone can repeat. */
import { benchImport } from './import';
import { benchIngest } from './ingest/ingest';
import { benchIntakeScoring } from './intake-scoring';
import { benchIsolation } from './isolation';
import { benchOverload } from './overload';
import { benchPlugins } from './plugins';
import { benchReadAudit } from './read-audit';
import { benchRescore } from './rescore';
import { readOptions } from './serve/options';
import { readWorks } from './serve/questions';
import { benchServe } from './serve/serve';

const works: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  ...Object.fromEntries(
    readWorks.map((work) => [work, (args: readonly string[]) => benchServe(work, readOptions(args))]),
  ),
  ingest: (args) => benchIngest(readOptions(args)),
  import: benchImport,
  rescore: benchRescore,
  'intake-scoring': benchIntakeScoring,
  'read-audit': benchReadAudit,
  overload: benchOverload,
  isolation: benchIsolation,
  plugins: benchPlugins,
};

async function main(given: readonly string[]): Promise<void> {
  const [work = '', ...args] = given[0] === '--work' ? given.slice(1) : given;
  const chosen = works[work];
  if (chosen === undefined) {
    console.error(`Unknown work "${work}". Known: ${Object.keys(works).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  await chosen(args);
}

void main(process.argv.slice(2));
