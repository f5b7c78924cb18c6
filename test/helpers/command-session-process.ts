import type { RunResult } from './run';

/** The other side of command-session.ts: runs each command line that it is sent, and answers what a process of its own would. */

const { runCommandLine } = require(process.argv[2] ?? '') as typeof import('../../src/cli/program');

process.on('message', async (args: readonly string[]) => {
  const [stdout, stderr] = [collect(process.stdout), collect(process.stderr)];
  process.exitCode = 0;
  await runCommandLine(['node', 'rapport', ...args]);
  const result: RunResult = { code: Number(process.exitCode), stdout: stdout(), stderr: stderr() };
  process.exitCode = 0;
  process.send?.(result);
});

/** Takes what is written until it is asked for. */
function collect(stream: NodeJS.WriteStream): () => string {
  const { write } = stream;
  let written = '';
  stream.write = (chunk: string | Uint8Array): boolean => {
    written += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return true;
  };
  return () => {
    stream.write = write;
    return written;
  };
}
