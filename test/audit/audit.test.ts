import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';
import { judgeAudit } from './judge-audit';

jest.setTimeout(120_000);

const registries: Server[] = [];
afterAll(() => {
  for (const registry of registries) registry.close();
});

/** Runs the check against a registry of the test. */
async function check(answer: RequestListener) {
  const registry = createServer(answer);
  registries.push(registry);
  registry.listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const { port } = registry.address() as AddressInfo;
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'dist/test/audit/main.js'), `--registry=http://127.0.0.1:${port}`, '--fetch-retries=0'],
    { cwd: projectRoot },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

describe('the check of dependencies', () => {
  it('passes when the registry knows no advisory', async () => {
    const checked = await check((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    expect(checked).toEqual({
      code: 0,
      said: 'No dependency of production has a grave advisory: 0 high, 0 critical.\n',
    });
  });

  it('fails in words when the registry cannot be asked: nothing is known then', async () => {
    const { code, said } = await check((_request, response) => {
      response.writeHead(503).end();
    });
    expect(code).toBe(2);
    expect(said).toMatch(/^The registry could not be asked for advisories, so that nothing is known/);
  });

  it.each([
    ['high', 'vulnerable'],
    ['critical', 'vulnerable'],
    ['moderate', 'sound'],
  ])('takes an advisory that is %s for %s', (severity, verdict) => {
    const output = { vulnerabilities: { ws: { severity } }, metadata: { vulnerabilities: { [severity]: 1 } } };
    expect(judgeAudit(JSON.stringify(output))).toMatchObject({ verdict });
  });

  it('does not take what it cannot read for a good sign', () => {
    expect(judgeAudit('').verdict).toBe('unknown');
    expect(judgeAudit('null').verdict).toBe('unknown');
    expect(judgeAudit('{"error":{"summary":"no lock file"}}').words).toContain('no lock file');
  });
});
