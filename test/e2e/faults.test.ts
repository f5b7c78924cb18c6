import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/testing/database-server';
import { type FaultTarget, runFaults } from '../faults/run-faults';

// Servers recover here, also on a machine that is busy with other tests.
jest.setTimeout(240_000);

// The second one goes on with what the first one has left.
let dataFolder = '';
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'rapport-faults-'));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

describe.each<FaultTarget>(['server', 'database'])('a %s that is killed under sixteen writers', (target) => {
  it('loses nothing that was acknowledged, doubles nothing, and goes on', async () => {
    const report = await runFaults({ target, kills: 2, dataFolder, port: await freePort() });
    expect(report).toMatchObject({ kills: 2, lost: 0, doubled: 0, miscounted: 0, exitCode: 0 });
    expect(report.acknowledged).toBeGreaterThan(64);
    expect(report.writers.unanswered + Object.keys(report.writers.retried).length).toBeGreaterThan(0);
  });
});
