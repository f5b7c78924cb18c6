import { Readable } from 'node:stream';
import type { Importer, IntakeItem, IntakeRecord, Rejection } from 'rapport/sdk';

/** What an importer made of a small file given as rows of columns and cells. */
export interface Imported {
  readonly records: readonly IntakeRecord[];
  readonly rejections: readonly (Rejection & { readonly line: number })[];
}

/** Runs an importer over rows; each row gives values by column, columns it lacks are empty. */
export async function importRows(
  importer: Importer,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
  file: { readonly name?: string; readonly options?: Readonly<Record<string, string>> } = {},
): Promise<Imported> {
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','));
  const text = [columns.map(quoted).join(','), ...lines].join('\n');
  return collect(importer.read(Readable.from([text]), { name: file.name ?? 'test.csv', options: file.options ?? {} }));
}

async function collect(items: AsyncIterable<IntakeItem>): Promise<Imported> {
  const records: IntakeRecord[] = [];
  const rejections: (Rejection & { line: number })[] = [];
  for await (const item of items) {
    if ('record' in item) records.push(item.record);
    else rejections.push({ ...item.rejected, line: item.position.line });
  }
  return { records, rejections };
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
