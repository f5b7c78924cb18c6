import type { BootReport, PluginReport } from './boot-report';

/** The report for people: a table of the plugins, then what each brings, how long it took and what is wrong. */
export function bootReportText(report: BootReport): string {
  if (report.length === 0) return 'No plugins are configured.\n';
  const rows = report.map((plugin) => [
    plugin.id,
    plugin.version ?? '?',
    plugin.engine ?? '?',
    plugin.policy,
    plugin.state,
    `${total(plugin).toFixed(1)} ms`,
  ]);
  const table = textTable([['plugin', 'version', 'platform', 'policy', 'state', 'start'], ...rows]);
  return `${table}\n${report.map(pluginText).join('\n')}`;
}

/** One line for the log of a start. */
export function bootLine({ id, version, state, faults }: PluginReport): string {
  const named = `${id} ${version ?? ''}`.trim();
  const [first, ...others] = faults;
  if (first === undefined) return `${named} ${state}`;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${named} ${state}: ${first.code} ${first.message}${more}`;
}

function pluginText(plugin: PluginReport): string {
  const { id, title, file, phases, faults, warnings, contributions } = plugin;
  const brought = Object.entries(contributions).filter(([, names]) => names.length > 0);
  const lines = [
    `${id}${title === null ? '' : `: ${title}`}`,
    ...(file === null ? [] : [`  from        ${file}`]),
    ...(phases.length === 0
      ? []
      : [
          `  took        ${phases.map(({ phase, milliseconds }) => `${phase} ${milliseconds.toFixed(1)} ms`).join(', ')}`,
        ]),
    ...brought.map(([slot, names]) => `  ${labels[slot as keyof typeof labels].padEnd(11)} ${names.join(', ')}`),
    ...warnings.map((warning) => `  warning     ${warning}`),
    ...faults.flatMap((fault) => faultLines(fault)),
  ];
  return `${lines.join('\n')}\n`;
}

function faultLines({ phase, code, subject, otherClaimant, message }: PluginReport['faults'][number]): string[] {
  const against = otherClaimant === undefined ? '' : ` (against ${otherClaimant})`;
  const head = [code, subject].filter((part) => part !== '').join('  ');
  return [`  fault       ${head}${against}, met by: ${phase}`, `              ${message}`];
}

const labels = {
  channels: 'channels',
  interactionTypes: 'contacts',
  types: 'types',
  fields: 'fields',
  signals: 'signals',
  adoptionEvidence: 'evidence',
  webHooks: 'web hooks',
  importers: 'importers',
  measures: 'measures',
  jobs: 'jobs',
  tables: 'tables',
  permissions: 'permissions',
} as const satisfies Readonly<Record<keyof PluginReport['contributions'], string>>;

const total = ({ phases }: PluginReport): number => phases.reduce((sum, { milliseconds }) => sum + milliseconds, 0);

function textTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
