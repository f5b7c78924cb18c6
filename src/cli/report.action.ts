import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createAccounts } from '../accounting';
import { readContext } from '../auth';
import { readConfig } from '../config';
import { openPlatform, type Platform } from '../open-platform';
import { majorUnits, RapportError } from '../sdk';
import { operator } from './operator';
import { formatted } from './report/formats';
import { hasTerritory } from './report/ranking.store';
import { valueReport } from './report/value-report';
import type { ReportValueOptions } from './report.command';

const statementTimeout = 120_000;

/** @throws RapportError NOT_FOUND for a territory that does not exist */
export async function reportValue(options: ReportValueOptions): Promise<void> {
  const config = readConfig();
  const database = { ...config.database, statementTimeout };
  const platform = await openPlatform({ ...config, database }, { use: 'tool', say });
  try {
    await print(platform, options);
  } finally {
    await platform.close();
  }
}

async function print(platform: Platform, options: ReportValueOptions): Promise<void> {
  const { database, values, clock } = platform;
  const { territory = null, currency, kind, top, all, asOf = null, format } = options;
  const reader = database.reader();
  if (territory !== null && !(await hasTerritory(reader, territory))) {
    throw new RapportError('NOT_FOUND', `There is no territory ${territory}.`);
  }
  const { document } = platform.model;
  const accounts = createAccounts({ document: { reportingCurrency: currency ?? document.reportingCurrency } });
  const { visible } = readContext({ principal: operator() });
  const services = { reader, visible, values, accounts, windowDays: document.money.windowDays, toMajor: majorUnits };
  const scope = { kind, territory };
  const rows = valueReport(services, { scope, top: all === true ? null : top, asOf, now: clock.now() });
  await pipeline(Readable.from(formatted(rows, format)), process.stdout, { end: false });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
