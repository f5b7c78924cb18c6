import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../config';
import { schemaDocument } from './golden/schema-document';
import { strictSchemaDocument } from './plugins/strict-schema-document';
import type { PrintSchemaOptions } from './print-schema.command';

/** @throws RapportError with the faults of the plugins */
export async function printSchema({ core, out, without }: PrintSchemaOptions): Promise<void> {
  const { plugins } = readConfig({ without });
  const full = core === true ? null : await strictSchemaDocument(plugins);
  if (out === undefined) {
    process.stdout.write(full ?? (await schemaDocument([])));
    return;
  }
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'core.graphql'), await schemaDocument([]));
  if (full !== null) await writeFile(join(out, 'full.graphql'), full);
}
