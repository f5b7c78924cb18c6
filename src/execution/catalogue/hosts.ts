import type { FieldDescription } from './catalogue';
import type { Drafts, DraftType } from './draft';

/** A type with its fields completed, on the way to a description. */
export interface CompletedType {
  readonly draft: DraftType;
  readonly fields: ReadonlyMap<string, FieldDescription>;
}

export type CompletedTypes = ReadonlyMap<string, CompletedType>;

/** For each part type, the types with a table whose rows it reads, however deep the nesting. */
export function hostsOfParts(drafts: Drafts, types: CompletedTypes): ReadonlyMap<string, readonly DraftType[]> {
  const hosts = new Map<string, Set<DraftType>>();
  for (const draft of drafts.values()) {
    if (draft.table !== null) visitParts(draft, draft.type.name, types, hosts);
  }
  return new Map([...hosts].map(([name, found]) => [name, [...found]]));
}

function visitParts(host: DraftType, name: string, types: CompletedTypes, hosts: Map<string, Set<DraftType>>): void {
  for (const field of types.get(name)?.fields.values() ?? []) {
    if (field.source?.kind !== 'part' && field.source?.kind !== 'summary') continue;
    const known = hosts.get(field.type) ?? new Set();
    if (known.has(host)) continue;
    hosts.set(field.type, known.add(host));
    visitParts(host, field.type, types, hosts);
  }
}
