import { majorUnits } from '../../sdk/money';
import type { ReportRow } from './value-report';

export const reportFormats = ['table', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Text of the report, piece by piece. */
export function formatted(rows: AsyncIterable<ReportRow>, format: ReportFormat): AsyncGenerator<string> {
  if (format === 'json') return asJson(rows);
  return format === 'csv' ? asCsv(rows) : asTable(rows);
}

async function* asJson(rows: AsyncIterable<ReportRow>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const row of rows) {
    yield `${separator}${JSON.stringify(row)}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

const csvColumns = [
  'rank',
  'name',
  'identifier',
  'territory',
  'value',
  'grade',
  'low',
  'high',
  'compared_to_above',
  'net',
  'currency',
  'unconverted',
  'computed_at',
] as const;

async function* asCsv(rows: AsyncIterable<ReportRow>): AsyncGenerator<string> {
  yield `${csvColumns.join(',')}\n`;
  for await (const row of rows) {
    const cells = [row.rank, row.name, row.identifier, row.territory, row.value, row.grade, row.low, row.high];
    const rest = [row.comparedToAbove, row.net, row.currency, unconvertedText(row), row.computedAt.toISOString()];
    yield `${[...cells, ...rest].map(csvCell).join(',')}\n`;
  }
}

/** A text that a spreadsheet would take for a formula gets a quote in front of it. */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const widths = { rank: 5, name: 30, identifier: 32, value: 7, grade: 6, interval: 17, comparison: 20, money: 17 };

async function* asTable(rows: AsyncIterable<ReportRow>): AsyncGenerator<string> {
  yield line([
    '',
    'Customer',
    'Identifier',
    'Value',
    'Grade',
    '95 % interval',
    'Against the one above',
    'Net',
    'Without a rate',
  ]);
  let isAny = false;
  for await (const row of rows) {
    isAny = true;
    const interval = row.low === null || row.high === null ? '' : `${points(row.low)} to ${points(row.high)}`;
    const net = row.net === null ? 'not stated' : `${row.net.toFixed(2)} ${row.currency}`;
    const compared = row.comparedToAbove ?? '';
    const cells = [
      `${row.rank}`,
      row.name,
      row.identifier ?? '',
      points(row.value),
      row.grade,
      interval,
      compared,
      net,
    ];
    yield line([...cells, unconvertedText(row)]);
  }
  if (!isAny) yield 'Nobody to rank.\n';
}

function line(cells: readonly string[]): string {
  const [
    rank = '',
    name = '',
    identifier = '',
    value = '',
    grade = '',
    interval = '',
    comparison = '',
    net = '',
    rest = '',
  ] = cells;
  const columns = [
    rank.padStart(widths.rank),
    cut(name, widths.name),
    cut(identifier, widths.identifier),
    value.padStart(widths.value),
    grade.padEnd(widths.grade),
    interval.padEnd(widths.interval),
    comparison.padEnd(widths.comparison + 1),
    net.padStart(widths.money),
    rest,
  ];
  return `${columns.join('  ').trimEnd()}\n`;
}

const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

const points = (value: number): string => value.toFixed(1);

function unconvertedText({ unconverted }: ReportRow): string {
  return unconverted
    .map(({ currency, amountMinor, entries }) => `${majorUnits(amountMinor, currency)} ${currency} (${entries})`)
    .join('; ');
}
