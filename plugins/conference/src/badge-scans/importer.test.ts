import { Readable } from 'node:stream';
import type { IntakeItem, InteractionRecord } from 'rapport/sdk';
import { interactionTypes } from '../interaction-types';
import { badgeScans } from './importer';

async function read(input: string | readonly Buffer[], options: Record<string, string> = {}): Promise<IntakeItem[]> {
  const chunks = typeof input === 'string' ? [Buffer.from(input)] : input;
  return Readable.from(badgeScans.read(Readable.from(chunks), { name: 's.json', options })).toArray();
}

const records = (items: readonly IntakeItem[]) =>
  items.flatMap((item) => ('record' in item ? [item.record as InteractionRecord] : []));

function scan(kind: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    scanId: `S-${kind}`,
    event: 'ESC 2026',
    scannedAt: '2026-08-28T09:15:00+02:00',
    station: { kind, id: 'B12', title: 'Renal outcomes', brand: 'CARDIVANE' },
    attendee: { npi: '1234567893', name: 'Dr. {Ada} "A" \\ Müller' },
    ...more,
  };
}

describe('import of badge scans', () => {
  it.each([
    [
      'booth',
      { minutes: 10, topics: ['dosing', 7], note: 'Study' },
      'conference.booth_visited',
      { booth: 'B12', minutes: 10, topics: ['dosing', '7'], note: 'Study' },
    ],
    ['session', { minutes: 40 }, 'conference.session_attended', { session: 'Renal outcomes', minutes: 40 }],
    ['business_card', {}, 'conference.business_card_given', { event: 'ESC 2026' }],
    ['entrance', {}, 'conference.badge_scanned', { place: 'entrance' }],
    ['other', {}, 'conference.badge_scanned', { place: 'other' }],
  ])('takes a scan at %s %j as %s', async (kind, more, type, details) => {
    const [record] = records(await read(JSON.stringify([scan(kind, more)])));
    expect(record).toMatchObject({
      source: 'conference.badge-scans',
      sourceKey: `ESC 2026/S-${kind}`,
      type,
      occurredAt: '2026-08-28T09:15:00+02:00',
      customer: [{ system: 'us-npi', value: '1234567893' }],
      brand: 'CARDIVANE',
      details,
    });
    expect(interactionTypes.find(({ id }) => id === type)?.details.safeParse(record?.details)).toMatchObject({
      success: true,
    });
  });

  it('reads an array, indented or not, and one object a line, alike in every cut of the file', async () => {
    const scans = [scan('booth'), scan('session'), scan('entrance')];
    const expected = records(await read(JSON.stringify(scans)));
    expect(expected).toHaveLength(3);
    const forms = [
      JSON.stringify(scans, null, 2),
      scans.map((each) => JSON.stringify(each)).join('\r\n'),
      `\uFEFF${JSON.stringify(scans)}\n`,
    ];
    for (const form of forms) {
      expect(records(await read(form))).toEqual(expected);
      expect(records(await read([...Buffer.from(form)].map((byte) => Buffer.from([byte]))))).toEqual(expected);
    }
  });

  it('names the customer by mail address or any other system too', async () => {
    const scans = [
      scan('other', { attendee: { email: 'Ada@Example.org' } }),
      scan('other', { attendee: { system: 'congress', id: 4711 } }),
    ];
    expect(records(await read(JSON.stringify(scans))).map(({ customer }) => customer)).toEqual([
      [{ system: 'email', value: 'ada@example.org' }],
      [{ system: 'congress', value: '4711' }],
    ]);
  });

  it.each([
    [{ attendee: {} }, 'RECORD_MALFORMED'],
    [{ attendee: 'Ada' }, 'RECORD_MALFORMED'],
    [{ scanId: '' }, 'RECORD_MALFORMED'],
    [{ event: null }, 'RECORD_MALFORMED'],
    [{ station: { kind: 'moon' } }, 'RECORD_MALFORMED'],
    [{ station: null }, 'RECORD_MALFORMED'],
    [{ scannedAt: '2026-08-28T09:15:00' }, 'TIME_ZONE_MISSING'],
    [{ scannedAt: 'soon' }, 'TIME_INVALID'],
  ])('rejects a scan with %j, with its line, and reads on', async (fault, code) => {
    const items = await read(`${JSON.stringify(scan('booth', fault))}\n${JSON.stringify(scan('entrance'))}\n`);
    expect(items[0]).toMatchObject({ rejected: { code }, position: { line: 1 } });
    expect(records(items)).toHaveLength(1);
  });

  it('rejects a line that was cut off and goes on with the next one', async () => {
    const items = await read(`{"scanId":"S-1","event":"ES\n${JSON.stringify(scan('entrance'))}\nrubbish\n`);
    expect(items.map((item) => [item.position.line, 'rejected' in item ? item.rejected.code : 'record'])).toEqual([
      [1, 'ROW_UNREADABLE'],
      [2, 'record'],
      [3, 'ROW_UNREADABLE'],
    ]);
  });

  it('does not collect a file whose brace never closes', async () => {
    const items = await read(`{${'"a":1,'.repeat(200_000)}\n${JSON.stringify(scan('entrance'))}\n`);
    expect(items.map((item) => 'rejected' in item)).toEqual([true, false]);
    expect(items[0]?.position.raw?.length).toBeLessThanOrEqual(4000);
  });
});
