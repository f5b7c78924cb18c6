import type { Reader, Writer } from '../sdk';

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
  await writer.execute({
    text: `insert into core.hook_fixture (plugin, version, digest, seen_at)
      select plugin, version, digest, $4 from unnest($1::text[], $2::text[], $3::text[]) as f (plugin, version, digest)
      on conflict do nothing`,
    values: [...valuesOf(fixtures), at],
  });
  return contradicted(writer, fixtures);
}

/** Those that were seen with another digest. */
export function contradicted(reader: Reader, fixtures: readonly HookFixture[]): Promise<readonly HookFixture[]> {
  return reader.query<HookFixture>({
    text: `select f.plugin, f.version, f.digest
      from unnest($1::text[], $2::text[], $3::text[]) as f (plugin, version, digest)
      join core.hook_fixture k using (plugin, version) where k.digest <> f.digest order by 1`,
    values: valuesOf(fixtures),
  });
}

const valuesOf = (fixtures: readonly HookFixture[]): readonly (readonly string[])[] => [
  fixtures.map(({ plugin }) => plugin),
  fixtures.map(({ version }) => version),
  fixtures.map(({ digest }) => digest),
];

/** A plugin that stands behind a model in one version and is installed in another. */
export interface VersionChange {
  readonly plugin: string;
  readonly from: string;
  readonly to: string;
}

/** Whether a hook answers its samples otherwise in the new version than in the old one, or nobody knows what the old one said. */
export async function hasOtherHooks(reader: Reader, changes: readonly VersionChange[]): Promise<boolean> {
  if (changes.length === 0) return false;
  const [row] = await reader.query<{ readonly found: boolean }>({
    text: `select exists (
      select from unnest($1::text[], $2::text[], $3::text[]) as c (plugin, before, after)
      join core.hook_fixture n on n.plugin = c.plugin and n.version = c.after
      left join core.hook_fixture o on o.plugin = c.plugin and o.version = c.before
      where o.digest is distinct from n.digest) as found`,
    values: [changes.map(({ plugin }) => plugin), changes.map(({ from }) => from), changes.map(({ to }) => to)],
  });
  return row?.found ?? false;
}
