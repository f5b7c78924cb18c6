import { readFileSync, writeFileSync } from 'node:fs';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, parse } from 'graphql';

/** What a configuration says of the files that one preset makes. */
interface Generated {
  readonly presetConfig: object;
  readonly config: object;
}

/**
 * A process of its own, for Jest cannot load the generator:
 * `generate-client <schema> <operations> <folder> <configuration as schema/README.md shows it>`.
 */
async function generate(given: readonly string[]): Promise<void> {
  const [schemaFile = '', operationsFile = '', folder = '', configFile = ''] = given;
  const { generates } = JSON.parse(readFileSync(configFile, 'utf8')) as { generates: Record<string, Generated> };
  const [generated] = Object.values(generates);
  const sdl = readFileSync(schemaFile, 'utf8');
  const text = readFileSync(operationsFile, 'utf8');
  const sections = await preset.buildGeneratesSection({
    ...{
      baseOutputDir: `${folder}/`,
      schema: parse(sdl),
      schemaAst: buildSchema(sdl),
      config: generated?.config ?? {},
    },
    documents: [{ location: operationsFile, document: parse(text), rawSDL: text }],
    presetConfig: generated?.presetConfig ?? {},
    ...{ plugins: [], pluginMap: {} },
  });
  for (const section of sections) writeFileSync(section.filename, await codegen(section));
}

generate(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
