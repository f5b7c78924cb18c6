import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RapportError } from '../../sdk';

/** A file on its way in. */
export interface InputFile {
  /** Without folder and without `.gz`. */
  readonly name: string;
  /** SHA-256 of the file as it lies on disk, hexadecimal. */
  readonly digest: string;
  /** Bytes on disk. */
  readonly size: number;
  /** Bytes read from disk since the last `open`. */
  bytesRead(): number;
  /** Its content from the beginning, unpacked when the name ends in `.gz`. */
  open(): Readable;
}

/** @throws RapportError NOT_FOUND when there is no such file */
export async function inputFile(path: string): Promise<InputFile> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) throw new RapportError('NOT_FOUND', `There is no file ${path}.`);
  const packed = path.endsWith('.gz');
  let bytes = 0;
  return {
    name: basename(path, packed ? '.gz' : ''),
    digest: await digestOf(path),
    size: found.size,
    bytesRead: () => bytes,
    open: () => {
      bytes = 0;
      const source = createReadStream(path, { highWaterMark: 64 * 1024 });
      source.on('data', (chunk) => {
        bytes += chunk.length;
      });
      source.pause();
      // A fault of the source destroys the unpacked stream with it, where its reader meets it.
      return packed ? pipeline(source, createGunzip(), () => undefined) : source;
    },
  };
}

/** What a damaged packed file looks like to whoever started the import; any other fault as it is. */
export function unpackingFault(error: unknown, { name }: InputFile): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (typeof code !== 'string' || !code.startsWith('Z_')) return error;
  const message = `${name}.gz cannot be unpacked to its end (${code}): it is cut off, damaged, or not packed by gzip. What was read before is stored.`;
  return new RapportError('BAD_INPUT', message, {}, { cause: error });
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
