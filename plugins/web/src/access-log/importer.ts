import { type Importer, type IntakeItem, isRapportError } from 'rapport/sdk';
import type { WebOptions } from '../options';
import { type Line, readLines } from './lines';
import { lineKeys } from './occurrences';
import { parseLine } from './parse-line';
import { type LogReading, visitOf } from './read-request';

/** `rapport import web.access-log <file>`: page views and downloads from the log of a web server. */
export function accessLogImporter(options: WebOptions): Importer {
  return {
    id: 'web.access-log',
    title: 'Access log of a web server',
    format:
      'Apache combined (or common) log format, one request a line. Successful GET requests of pages and files count; images, scripts, ' +
      'redirects, failures and feeds are counted as filtered; robots are kept as filtered. Options: site (name of the log, part of the ' +
      'key), salt (secret for visitor keys).',
    // A line is what it is: the same key with another body means another salt or other options.
    repeats: 'conflict',
    options: {
      site: 'name of the site, for several sites with one log format',
      salt: 'secret that visitor keys are made with',
    },
    async *read(input, file) {
      const reading = {
        options,
        source: file.options.site === undefined ? 'web.access-log' : `web.access-log:${file.options.site}`,
        salt: file.options.salt ?? options.accessLog.salt ?? '',
      };
      const keyOf = lineKeys();
      for await (const line of readLines(input)) {
        if (line.text.trim() !== '') yield itemOf(line, keyOf, reading);
      }
    },
  };
}

function itemOf(line: Line, keyOf: (line: string, time: string) => string, reading: LogReading): IntakeItem {
  const request = line.cut ? undefined : parseLine(line.text);
  if (request === undefined) {
    const reason = 'The line is not in the combined or common log format.';
    return {
      rejected: { code: 'ROW_UNREADABLE', reason },
      position: { line: line.number, raw: line.text.slice(0, 2000) },
    };
  }
  try {
    const visit = visitOf(request, reading);
    return { record: { ...visit, sourceKey: keyOf(line.text, request.time) }, position: { line: line.number } };
  } catch (error) {
    if (!isRapportError(error)) throw error;
    const { code, message: reason } = error;
    if (code === 'NOT_A_CONTACT')
      return { rejected: { code, reason, filtered: true }, position: { line: line.number } };
    return { rejected: { code, reason }, position: { line: line.number, raw: line.text } };
  }
}
