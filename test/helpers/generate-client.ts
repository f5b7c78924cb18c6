import { readFileSync, writeFileSync } from 'node:fs';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, parse } from 'graphql';

/** A process of its own, for Jest cannot load the generator: `generate-client <schema> <operations> <folder>`. */
async function generate([schemaFile = '', operationsFile = '', folder = '']: readonly string[]): Promise<void> {
  const sdl = readFileSync(schemaFile, 'utf8');
  const text = readFileSync(operationsFile, 'utf8');
  const sections = await preset.buildGeneratesSection({
    ...{
      baseOutputDir: `${folder}/`,
      schema: parse(sdl),
      schemaAst: buildSchema(sdl),
      config: { useTypeImports: true },
    },
    documents: [{ location: operationsFile, document: parse(text), rawSDL: text }],
    presetConfig: { persistedDocuments: true },
    ...{ plugins: [], pluginMap: {} },
  });
  for (const section of sections) writeFileSync(section.filename, await codegen(section));
}

generate(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
