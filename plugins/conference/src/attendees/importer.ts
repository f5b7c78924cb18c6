import { type Importer, readCsv } from 'rapport/sdk';
import { readAttendee } from './read-attendee';

/** `rapport import conference.attendees <file>`: one row per person and event, or per person and day. */
export const attendees: Importer = {
  id: 'conference.attendees',
  title: 'Attendees of an event',
  format:
    'CSV, UTF-8, with a header; columns in any order. Required: registration_id, event, status, and a customer by npi, email, or ' +
    'customer_system with customer_id. A time of day needs an offset, a time_zone column, or --option time-zone=Europe/Berlin. ' +
    'Further options: delimiter, source. All columns: README of the plugin.',
  repeats: 'correct',
  options: {
    delimiter: 'character between fields, default comma',
    source: 'name of the source, default conference.attendees',
    'time-zone': 'zone of times without offset, such as Europe/Vienna',
  },
  async *read(input, file) {
    const options = { source: file.options.source ?? 'conference.attendees', timeZone: file.options['time-zone'] };
    const { delimiter } = file.options;
    const csv = {
      requiredColumns: ['registration_id', 'event', 'status'],
      ignoreHeaderCase: true,
      ...(delimiter === undefined ? {} : { delimiter }),
    };
    for await (const item of readCsv(input, csv)) {
      if ('rejected' in item) yield item;
      else yield* readAttendee(item.row, options);
    }
  },
};
