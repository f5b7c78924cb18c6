/** `npm run faults -- --kills 100 --target server`: kills a real server or its database under writers, and counts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../../src/testing/database-server';
import { type FaultTarget, runFaults } from './run-faults';

const targets: readonly FaultTarget[] = ['server', 'database'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '100' }, target: { type: 'string', default: 'server' } },
  });
  const kills = Number(values.kills);
  const target = targets.find((each) => each === values.target);
  if (target === undefined || !Number.isInteger(kills) || kills < 1) {
    throw new Error(`--kills takes a whole number from 1, --target ${targets.join(' or ')}`);
  }
  const dataFolder = await mkdtemp(join(tmpdir(), 'rapport-faults-'));
  try {
    const onKill = (done: number): void => {
      if (done % 10 === 0 || done === kills) console.log(`${done} kills of the ${target}`);
    };
    const report = await runFaults({
      targets: Array.from({ length: kills }, () => target),
      dataFolder,
      port: await freePort(),
      onKill,
    });
    console.log(JSON.stringify({ target, ...report }, null, 2));
    if (report.lost + report.doubled + report.miscounted > 0) process.exitCode = 1;
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
