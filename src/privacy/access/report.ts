import type { AccessRow, SectionRow } from './access.store';
import { recipientsTitle } from './sections';

/** Everything held on a person, as the person is given it. */
export interface AccessReport {
  readonly collectedAt: string;
  /** Systems that the data came from. */
  readonly sources: readonly string[];
  readonly recipients: readonly unknown[];
  readonly sections: readonly SectionRow[];
}

export function accessReport({ finishedAt, requestedAt }: AccessRow, all: readonly SectionRow[]): AccessReport {
  const recipients = all.find(({ title }) => title === recipientsTitle)?.content;
  const sections = all.filter(({ title }) => title !== recipientsTitle);
  const sources = new Set(sections.flatMap(({ content }) => sourcesIn(content)));
  return {
    collectedAt: (finishedAt ?? requestedAt).toISOString(),
    sources: [...sources].sort(),
    recipients: Array.isArray(recipients) ? recipients : [],
    sections,
  };
}

function sourcesIn(content: unknown): readonly string[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((row: { readonly source?: unknown } | null) =>
    typeof row?.source === 'string' ? [row.source] : [],
  );
}

/** The same as a page that can be read, printed and kept: it loads nothing from elsewhere. */
export function accessPage(report: AccessReport): string {
  const recipients = { contributor: 'core', title: recipientsTitle, content: report.recipients };
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Your data</title>',
    '<meta http-equiv="content-security-policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    '<style>body{font:15px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}',
    'table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid #ccc;padding:.2rem .5rem;text-align:left;',
    'vertical-align:top}</style></head><body>',
    `<h1>Your data</h1><p>Everything held on you, collected ${escaped(report.collectedAt)}.</p>`,
    `<h2>Where they came from</h2>${list(report.sources)}`,
    ...[...report.sections, recipients].map(sectionPage),
    '</body></html>',
  ].join('\n');
}

function sectionPage({ contributor, title, content }: SectionRow): string {
  const heading = `<h2>${escaped(title)}</h2>${contributor === 'core' ? '' : `<p>Held by: ${escaped(contributor)}</p>`}`;
  return `${heading}${contentPage(content)}`;
}

function contentPage(content: unknown): string {
  if (!Array.isArray(content)) {
    return Object.entries((content ?? {}) as object)
      .map(([name, part]) => `<h3>${escaped(name)}</h3>${contentPage(Array.isArray(part) ? part : [{ [name]: part }])}`)
      .join('');
  }
  if (content.length === 0) return '<p>Nothing.</p>';
  const rows = content.map((row) =>
    typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : ({ row } as Record<string, unknown>),
  );
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => isSaid(row[name]))))];
  const head = columns.map((name) => `<th>${escaped(name.replaceAll('_', ' '))}</th>`).join('');
  const lines = rows.map((row) => `<tr>${columns.map((name) => `<td>${cell(row[name])}</td>`).join('')}</tr>`);
  return `<table><tr>${head}</tr>${lines.join('')}</table>`;
}

const isSaid = (value: unknown): boolean => value !== null && value !== undefined;

function cell(value: unknown): string {
  if (!isSaid(value)) return '';
  return escaped(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
