import { Client } from 'pg';
import { administer } from '../../src/testing/database-server';

/**
 * The version of the groups of contacts is another each time it is read, so that no kept text holds: each is made anew, and kept,
 * as if something had happened before each question.
 */
const neverTheSame = `
  alter table core.contact_group_version rename to contact_group_version_stored;
  create view core.contact_group_version as
    select only_one, gen_random_uuid() as version from core.contact_group_version_stored`;

const name = 'bench_changing';

/** Another database on the server of a population. */
export interface ChangingCopy {
  readonly url: string;
  drop(): Promise<void>;
}

/** Copies a population, which nobody may be connected with, to one whose figures seem to change all the time. */
export async function copyThatChanges(populationUrl: string): Promise<ChangingCopy> {
  const at = populationUrl.lastIndexOf('/');
  const server = populationUrl.slice(0, at);
  const drop = (): Promise<void> => administer(server, `drop database if exists ${name} with (force)`);
  await drop();
  await administer(server, `create database ${name} template ${populationUrl.slice(at + 1)} strategy file_copy`);
  const url = `${server}/${name}`;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(neverTheSame);
  } finally {
    await client.end();
  }
  return { url, drop };
}
