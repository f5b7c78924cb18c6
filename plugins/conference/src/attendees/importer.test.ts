import { Readable } from 'node:stream';
import type { IntakeItem, InteractionRecord } from 'rapport/sdk';
import { interactionTypes } from '../interaction-types';
import { attendees } from './importer';

async function read(text: string, options: Record<string, string> = {}): Promise<IntakeItem[]> {
  return Readable.from(attendees.read(Readable.from([Buffer.from(text)]), { name: 'a.csv', options })).toArray();
}

const records = (items: readonly IntakeItem[]) =>
  items.flatMap((item) => ('record' in item ? [item.record as InteractionRecord] : []));

const header = 'registration_id,event,status,npi,registered_on,date,hours,role,talk_title,sessions,brand,rep';
const row =
  'R-7,ESC 2026,attended,1234567893,2026-05-02,2026-08-28 09:00,6.5,Speaker,Renal,Renal outcomes; Late breakers,CARDIVANE,ANNA';

describe('import of attendees', () => {
  it('makes one record of each thing a person did at the event', async () => {
    const items = records(await read(`${header}\n${row}\n`, { 'time-zone': 'Europe/Berlin' }));
    expect(items.map(({ sourceKey, type, occurredAt }) => [sourceKey, type, occurredAt])).toEqual([
      ['ESC 2026/R-7/registration', 'conference.registered', '2026-05-02'],
      ['ESC 2026/R-7/2026-08-28', 'conference.attended', '2026-08-28T07:00:00.000Z'],
      ['ESC 2026/R-7/2026-08-28/session/Renal outcomes', 'conference.session_attended', '2026-08-28T07:00:00.000Z'],
      ['ESC 2026/R-7/2026-08-28/session/Late breakers', 'conference.session_attended', '2026-08-28T07:00:00.000Z'],
      ['ESC 2026/R-7/2026-08-28/talk', 'conference.spoke', '2026-08-28T07:00:00.000Z'],
    ]);
    expect(items[1]).toMatchObject({ brand: 'CARDIVANE', actor: 'ANNA', details: { event: 'ESC 2026', hours: 6.5 } });
    expect(items[4]?.details).toEqual({ event: 'ESC 2026', role: 'speaker', title: 'Renal' });
    for (const { type, details } of items) {
      expect(interactionTypes.find(({ id }) => id === type)?.details.safeParse(details)).toMatchObject({
        success: true,
      });
    }
  });

  it('keeps the registration of somebody who did not come, and nothing else', async () => {
    const text = `registration_id,event,status,email,registered_on\nR-8,ESC 2026,No show,Ada@Example.org,2026-05-02\n`;
    expect(records(await read(text))).toEqual([
      expect.objectContaining({
        type: 'conference.registered',
        customer: [{ system: 'email', value: 'ada@example.org' }],
      }),
    ]);
  });

  it.each([
    ['no day of attendance', 'R-1,E,attended,1234567893,,,', 'TIME_INVALID'],
    ['no day of registration', 'R-1,E,registered,1234567893,,,', 'TIME_INVALID'],
    ['a time without a zone', 'R-1,E,attended,1234567893,,2026-08-28 09:00,', 'TIME_ZONE_MISSING'],
    ['an unknown status', 'R-1,E,perhaps,1234567893,,2026-08-28,', 'RECORD_MALFORMED'],
    ['no customer', 'R-1,E,attended,,,2026-08-28,', 'RECORD_MALFORMED'],
    ['no key', ',E,attended,1234567893,,2026-08-28,', 'RECORD_MALFORMED'],
    ['no number of hours', 'R-1,E,attended,1234567893,,2026-08-28,many', 'RECORD_MALFORMED'],
  ])('rejects a row with %s, with its line, and reads on', async (_, broken, code) => {
    const good = 'R-2,E,attended,1234567893,,2026-08-28,3';
    const items = await read(`registration_id,event,status,npi,registered_on,date,hours\n${broken}\n${good}\n`);
    expect(items[0]).toMatchObject({ rejected: { code }, position: { line: 2, raw: broken } });
    expect(records(items)).toHaveLength(1);
  });
});
