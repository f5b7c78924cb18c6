import type { Catalogue } from '../catalogue/catalogue';

/** Names of the types that show pages of connections and their edges: what stands in them are objects already. */
export function pageTypes({ types }: Catalogue): ReadonlySet<string> {
  const fields = [...types.values()].flatMap((type) => [...type.fields.values()]);
  const pages = fields.filter(({ source }) => source?.kind === 'connection').map(({ type }) => type);
  const edges = pages.flatMap((page) => types.get(page)?.fields.get('edges')?.type ?? []);
  return new Set([...pages, ...edges]);
}
