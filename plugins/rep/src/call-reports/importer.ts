import { type Importer, readCsv } from 'rapport/sdk';
import { requiredColumns } from './columns';
import { readCallReport } from './read-call-report';

/** `rapport import rep.call-reports <file>`: one row per call, each giving one interaction or several. */
export const callReports: Importer = {
  id: 'rep.call-reports',
  title: 'Call reports of representatives',
  format:
    'CSV, UTF-8, with a header; columns in any order. Required: call_id, status, date, and a customer by npi, email, or customer_system ' +
    'with customer_id. A time of day needs an offset, a time_zone column, or --option time-zone=Europe/Berlin. ' +
    'Further options: delimiter, source. All columns: README of the plugin.',
  repeats: 'correct',
  options: {
    delimiter: 'character between fields, default comma',
    source: 'name of the source, default rep.call-reports',
    'time-zone': 'zone of times without offset, such as Europe/Berlin',
  },
  async *read(input, file) {
    const options = {
      source: file.options.source ?? 'rep.call-reports',
      timeZone: file.options['time-zone'],
    };
    const delimiter = file.options.delimiter;
    const csv = { requiredColumns, ignoreHeaderCase: true, ...(delimiter === undefined ? {} : { delimiter }) };
    for await (const item of readCsv(input, csv)) {
      if ('rejected' in item) yield item;
      else yield* readCallReport(item.row, options);
    }
  },
};
