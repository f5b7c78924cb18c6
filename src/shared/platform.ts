import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Folder of the platform's package: compiled files lie in `dist/src/shared` below it. */
export const platformDirectory = resolve(__dirname, '../../..');

/** Version of the platform, which plugins name in `engine`. */
export const platformVersion: string = JSON.parse(
  readFileSync(resolve(platformDirectory, 'package.json'), 'utf8'),
).version;
