import type { Reader, Writer } from '../sdk';

/** A plugin that has run here. */
export interface KnownPlugin {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly firstStartedAt: Date;
  /** When this version ran first. */
  readonly startedAt: Date;
}

export async function readKnownPlugin(reader: Reader, id: string): Promise<KnownPlugin | null> {
  const rows = await reader.query<KnownPlugin>({
    text: `select id, title, version, first_started_at as "firstStartedAt", started_at as "startedAt"
      from core.plugin where id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Remembers those that run; writes nothing about those that are known like this. */
export async function keepPlugins(
  writer: Writer,
  plugins: readonly Pick<KnownPlugin, 'id' | 'title' | 'version'>[],
  at: Date,
): Promise<void> {
  await writer.execute({
    text: `insert into core.plugin as p (id, title, version, first_started_at, started_at)
      select id, title, version, $4, $4 from unnest($1::text[], $2::text[], $3::text[]) as u (id, title, version) order by 1
      on conflict (id) do update set title = excluded.title, version = excluded.version, started_at = excluded.started_at
      where (p.title, p.version) is distinct from (excluded.title, excluded.version)`,
    values: [plugins.map(({ id }) => id), plugins.map(({ title }) => title), plugins.map(({ version }) => version), at],
  });
}

export async function forgetPlugin(writer: Writer, id: string): Promise<void> {
  await writer.execute({ text: 'delete from core.plugin where id = $1', values: [id] });
}
