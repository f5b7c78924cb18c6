import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { administer, startDatabaseServer } from '../testing/database-server';
import { type GoldenFile, goldenFiles, goldenFolder, goldenMeans } from './golden/golden-files';

/** `npm run golden`: writes all generated files of `schema/`. What changes in them is to be reviewed. */
async function writeGoldenFiles(): Promise<void> {
  const server = await startDatabaseServer();
  try {
    await administer(server.url, 'create database golden');
    const means = goldenMeans(`${server.url}/golden`);
    try {
      for (const name of Object.keys(goldenFiles) as GoldenFile[]) {
        await writeFile(join(goldenFolder, name), await goldenFiles[name](means));
        console.log(`wrote schema/${name}`);
      }
    } finally {
      await means.close();
    }
  } finally {
    await server.stop();
  }
}

writeGoldenFiles().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
