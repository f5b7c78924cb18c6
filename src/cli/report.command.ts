import { type Command, InvalidArgumentError, Option } from 'commander';
import { currencyDigits } from '../sdk/money';
import { type ReportFormat, reportFormats } from './report/formats';
import type { RankingScope } from './report/ranking.store';

export interface ReportValueOptions {
  readonly top: number;
  readonly all?: true;
  readonly kind: RankingScope['kind'];
  readonly format: ReportFormat;
  readonly territory?: string;
  readonly asOf?: Date;
  readonly currency?: string;
}

/** `rapport report value [--top n] [--format table|csv|json] [--territory code] [--as-of instant] [--currency code]`. */
export function register(program: Command): void {
  const report = program.command('report').description('print a report');
  report
    .command('value')
    .description('rank customers by the value of their relationship, with grade, stability interval and money')
    .option('--top <n>', 'how many', parseCount, 50)
    .option('--all', 'everybody in scope, not the first ones only')
    .addOption(
      new Option('--kind <kind>', 'who')
        .choices(['professional', 'organization', 'stakeholder'])
        .default('professional'),
    )
    .addOption(new Option('--format <format>', 'how to print it').choices([...reportFormats]).default('table'))
    .option('--territory <code>', 'only customers of this territory and its parts')
    .option(
      '--as-of <instant>',
      'values of this day (its end, UTC) or instant instead of the stored ones',
      parseInstant,
    )
    .option('--currency <code>', 'currency to show money in (default: that of the value model)', parseCurrency)
    .action((options: ReportValueOptions) => work().reportValue(options));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./report.action') => require('./report.action');

function parseCount(given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a whole number of 1 or more');
  return count;
}

/** A day means its end: what happened on it counts. */
function parseInstant(given: string): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given);
  const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(given);
  const instant = new Date(isDay ? `${given}T23:59:59.999Z` : given);
  if (Number.isNaN(instant.getTime()) || !(isDay || hasZone)) {
    throw new InvalidArgumentError('a day such as 2016-01-01 or an instant with its zone');
  }
  return instant;
}

function parseCurrency(given: string): string {
  try {
    currencyDigits(given);
    return given;
  } catch {
    throw new InvalidArgumentError('an ISO 4217 code such as USD');
  }
}
