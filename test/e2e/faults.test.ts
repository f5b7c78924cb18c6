import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/testing/database-server';
import { type FaultTarget, runFaults } from '../faults/run-faults';

// Servers recover here, also on a machine that is busy with other tests.
jest.setTimeout(240_000);

let dataFolder = '';
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'rapport-faults-'));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

describe('a server, and then its database, that is killed under sixteen writers', () => {
  it('loses nothing that was acknowledged, doubles nothing, and goes on', async () => {
    const targets: readonly FaultTarget[] = ['server', 'server', 'database', 'database'];
    const report = await runFaults({ targets, dataFolder, port: await freePort() });
    expect(report).toMatchObject({ kills: 4, lost: 0, doubled: 0, miscounted: 0, exitCode: 0 });
    expect(report.acknowledged).toBeGreaterThan(128);
    expect(report.troubled.server).toBeGreaterThan(0);
    expect(report.troubled.database).toBeGreaterThan(0);
  });
});
