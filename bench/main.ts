/** `npm run bench -- <work> [options]`: measurements that anyone can repeat. */
import { benchImport } from './import';
import { benchIntakeScoring } from './intake-scoring';
import { benchReadAudit } from './read-audit';
import { benchRescore } from './rescore';

const works: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  import: benchImport,
  rescore: benchRescore,
  'intake-scoring': benchIntakeScoring,
  'read-audit': benchReadAudit,
};

async function main([work = '', ...args]: readonly string[]): Promise<void> {
  const chosen = works[work];
  if (chosen === undefined) {
    console.error(`Unknown work "${work}". Known: ${Object.keys(works).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  await chosen(args);
}

void main(process.argv.slice(2));
