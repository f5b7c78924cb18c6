import type { Importer } from 'rapport/sdk';
import { readJsonItems } from './json-items';
import { readScan } from './read-scan';

/** `rapport import conference.badge-scans <file>`: what scanners at booths and doors recorded. */
export const badgeScans: Importer = {
  id: 'conference.badge-scans',
  title: 'Badge scans',
  format:
    'JSON, UTF-8: an array of objects, or one object a line. Each needs scanId, event, scannedAt with an offset (or --option ' +
    'time-zone=Europe/Berlin), station.kind (entrance, session, booth, business_card, other) and attendee with npi, email, or system ' +
    'and id. Further option: source. All keys: README of the plugin.',
  repeats: 'correct',
  options: {
    source: 'name of the source, default conference.badge-scans',
    'time-zone': 'zone of times without offset, such as Europe/Vienna',
  },
  async *read(input, file) {
    const options = { source: file.options.source ?? 'conference.badge-scans', timeZone: file.options['time-zone'] };
    for await (const item of readJsonItems(input)) yield readScan(item, options);
  },
};
