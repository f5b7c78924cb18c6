import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type SetAsideOfRun, setAsideOfRun } from '../../ingest';
import type { Reader } from '../../sdk';

const pageSize = 1_000;

/** Writes the rows that a run set aside as CSV: line, code, reason, raw. */
export async function writeSetAside(
  reader: Reader,
  runId: string,
  disposition: 'rejected' | 'waiting',
  path: string,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(lines(reader, runId, disposition)), createWriteStream(path));
}

async function* lines(reader: Reader, runId: string, disposition: 'rejected' | 'waiting'): AsyncGenerator<string> {
  yield 'line,code,reason,raw\n';
  let after: SetAsideOfRun | null = null;
  do {
    const page: readonly SetAsideOfRun[] = await setAsideOfRun(reader, runId, disposition, after, pageSize);
    yield page
      .map(({ line, code, reason, raw }) => `${line ?? ''},${code},${quoted(reason)},${quoted(raw ?? '')}\n`)
      .join('');
    after = page.at(-1) ?? null;
  } while (after !== null);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
