import { readFile } from 'node:fs/promises';
import { RapportError } from '../sdk';

/** @throws RapportError BAD_INPUT when there is no such file, or no JSON in it */
export async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? ` (${error.message})` : '';
    throw new RapportError('BAD_INPUT', `${file} cannot be read as JSON${reason}.`, {}, { cause: error });
  }
}
