import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadRequest, LoadTool } from './target';

const run = promisify(execFile);

/** Whether the program is on the PATH. */
export function hasWrk(): boolean {
  try {
    execFileSync('wrk', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    // It answers its version with an exit code other than 0.
    return error instanceof Error && 'status' in error && error.status === 1;
  }
}

/** Load by wrk with one thread, so that load and servers share the machine alike at every number of connections. */
export const byWrk: LoadTool = async ({ name, url, requests }, { connections, seconds }) => {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-wrk-'));
  try {
    const script = join(folder, 'requests.lua');
    await writeFile(script, scriptOf(requests));
    const { stdout } = await run('wrk', [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '60s',
      '-s',
      script,
      url,
    ]);
    const line = stdout.split('\n').find((text) => text.startsWith('{'));
    if (line === undefined) throw new Error(`wrk did not report: ${stdout}`);
    const result = JSON.parse(line) as Record<'requests' | 'seconds' | 'p50' | 'p90' | 'p99' | 'faults', number>;
    if (result.faults > 0) throw new Error(`${name}: ${result.faults} requests failed; the comparison would be void.`);
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

function scriptOf(requests: readonly LoadRequest[]): string {
  const lines = requests.map(({ method, path, headers, body }, index) => {
    const fields = Object.entries(headers).map(([key, value]) => `[ ${lua(key)} ]=${lua(value)}`);
    const content = body === undefined ? 'nil' : lua(body);
    return `requests[${index + 1}] = wrk.format(${lua(method)}, ${lua(path)}, {${fields.join(',')}}, ${content})`;
  });
  return `local requests = {}
local turn = 0
function init(args)
${lines.join('\n')}
end
function request()
  turn = turn % #requests + 1
  return requests[turn]
end
function done(summary, latency, counted)
  local e = summary.errors
  io.write(string.format('{"requests":%d,"seconds":%.3f,"p50":%.3f,"p90":%.3f,"p99":%.3f,"faults":%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(90) / 1000,
    latency:percentile(99) / 1000, e.connect + e.read + e.write + e.status + e.timeout))
end
`;
}

/** A Lua string; long brackets take everything but their own end. */
const lua = (text: string): string => `[==[${text}]==]`;
