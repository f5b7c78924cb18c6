import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, visit } from 'graphql';
import { goldenFolder } from './golden-files';
import { schemaChanges } from './schema-changes';

/** The schema of the last release, without its descriptions: what operations of clients were written for. */
export const releasedFile = join(goldenFolder, 'released.graphql');

/** Changes since then that break operations and are meant: one a line, a reason behind ` -- `. */
export const acceptedFile = join(goldenFolder, 'accepted-changes.txt');

export interface ReleaseCheck {
  /** Break operations of clients, and nobody has said that they may. */
  readonly unaccepted: readonly string[];
  /** Lines of the accepted changes that say nothing any more, or give no reason. */
  readonly idle: readonly string[];
}

/** Compares schema definitions; needs no history of the repository. */
export function checkAgainstRelease(released: string, current: string, accepted: string): ReleaseCheck {
  const { breaking } = schemaChanges(released, current);
  const lines = accepted.split('\n').filter((line) => line.trim() !== '');
  const meant = lines.map((line) => line.split(' -- ') as [string, string?]);
  const allowed = new Set(meant.flatMap(([change, reason]) => (reason?.trim() ? [change.trim()] : [])));
  return {
    unaccepted: breaking.filter((change) => !allowed.has(change)),
    idle: meant.flatMap(([change], index) =>
      allowed.has(change.trim()) && breaking.includes(change.trim()) ? [] : [lines[index] ?? ''],
    ),
  };
}

/** The committed files. */
export function readRelease(): { readonly released: string; readonly accepted: string } {
  return { released: readFileSync(releasedFile, 'utf8'), accepted: readFileSync(acceptedFile, 'utf8') };
}

/** With a release, what was accepted is what clients have. */
export function writeRelease(current: string): void {
  writeFileSync(releasedFile, withoutDescriptions(current));
  writeFileSync(acceptedFile, '');
}

export function withoutDescriptions(definition: string): string {
  const bare = visit(parse(definition), {
    enter: (node) =>
      'description' in node && node.description !== undefined ? { ...node, description: undefined } : undefined,
  });
  return `${print(bare)}\n`;
}
