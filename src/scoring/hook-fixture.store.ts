import type { Writer } from '../sdk';

/** What the hook of a plugin version answers to its samples. */
export interface HookFixture {
  readonly plugin: string;
  readonly version: string;
  readonly digest: string;
}

/** Remembers versions seen for the first time; answers those that were seen with another digest. */
export async function keepFixtures(
  writer: Writer,
  fixtures: readonly HookFixture[],
  at: Date,
): Promise<readonly HookFixture[]> {
  const values = [
    fixtures.map(({ plugin }) => plugin),
    fixtures.map(({ version }) => version),
    fixtures.map(({ digest }) => digest),
  ];
  await writer.execute({
    text: `insert into core.hook_fixture (plugin, version, digest, seen_at)
      select plugin, version, digest, $4 from unnest($1::text[], $2::text[], $3::text[]) as f (plugin, version, digest)
      on conflict do nothing`,
    values: [...values, at],
  });
  return writer.query<HookFixture>({
    text: `select f.plugin, f.version, f.digest
      from unnest($1::text[], $2::text[], $3::text[]) as f (plugin, version, digest)
      join core.hook_fixture k using (plugin, version) where k.digest <> f.digest order by 1`,
    values,
  });
}
