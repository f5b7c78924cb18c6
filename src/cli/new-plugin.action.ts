import { relative, resolve } from 'node:path';
import { checkName } from './new-plugin/check-name';
import { type Language, scaffold } from './new-plugin/scaffold';
import type { NewPluginOptions } from './new-plugin.command';

/** @throws RapportError of a name that cannot be had, or FOLDER_NOT_EMPTY */
export async function newPlugin(id: string, { directory, javascript, platform }: NewPluginOptions): Promise<void> {
  checkName(id);
  const folder = resolve(directory ?? `rapport-plugin-${id}`);
  const language: Language = javascript === true ? 'javascript' : 'typescript';
  const files = await scaffold({ id, folder, language, ...(platform !== undefined && { platform }) });
  const place = relative(process.cwd(), folder) || '.';
  process.stdout.write(
    `${files.map((file) => `  ${file}`).join('\n')}\n\nMade ${files.length} files in ${place}. To go on:\n\n${nextSteps(place)}`,
  );
}

const nextSteps = (place: string): string =>
  [...(place === '.' ? [] : [`cd ${place}`]), 'npm install', 'npm test', 'npm run dev']
    .map((command) => `  ${command}\n`)
    .join('');
