import { userInfo } from 'node:os';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { createAccounts } from '../accounting';
import { commandPrincipal, readContext } from '../auth';
import { readConfig } from '../config';
import { openPlatform, type Platform } from '../open-platform';
import { currencyDigits, majorUnits, RapportError } from '../sdk';
import { formatted, type ReportFormat, reportFormats } from './report/formats';
import { hasTerritory, type RankingScope } from './report/ranking.store';
import { valueReport } from './report/value-report';

interface Options {
  readonly top: number;
  readonly all?: true;
  readonly kind: RankingScope['kind'];
  readonly format: ReportFormat;
  readonly territory?: string;
  readonly asOf?: Date;
  readonly currency?: string;
}

const statementTimeout = 120_000;

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
    .action(reportValue);
}

async function reportValue(options: Options): Promise<void> {
  const config = readConfig();
  const database = { ...config.database, statementTimeout };
  const platform = await openPlatform({ ...config, database }, { use: 'tool', say });
  try {
    await print(platform, options);
  } finally {
    await platform.close();
  }
}

async function print(platform: Platform, options: Options): Promise<void> {
  const { database, values, clock } = platform;
  const { territory = null, currency, kind, top, all, asOf = null, format } = options;
  const reader = database.reader();
  if (territory !== null && !(await hasTerritory(reader, territory))) {
    throw new RapportError('NOT_FOUND', `There is no territory ${territory}.`);
  }
  const { document } = platform.model;
  const accounts = createAccounts({ document: { reportingCurrency: currency ?? document.reportingCurrency } });
  const { visible } = readContext({ principal: commandPrincipal(userInfo().username) });
  const services = { reader, visible, values, accounts, windowDays: document.money.windowDays, toMajor: majorUnits };
  const scope = { kind, territory };
  const rows = valueReport(services, { scope, top: all === true ? null : top, asOf, now: clock.now() });
  await pipeline(Readable.from(formatted(rows, format)), process.stdout, { end: false });
}

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

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
