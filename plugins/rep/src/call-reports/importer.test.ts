import { Readable } from 'node:stream';
import type { IntakeItem } from 'rapport/sdk';
import { interactionTypes } from '../interaction-types';
import { callReports } from './importer';

async function read(text: string, options: Record<string, string> = {}): Promise<IntakeItem[]> {
  return Readable.from(callReports.read(Readable.from([Buffer.from(text)]), { name: 'calls.csv', options })).toArray();
}

const records = (items: readonly IntakeItem[]) => items.flatMap((item) => ('record' in item ? [item.record] : []));
const rejections = (items: readonly IntakeItem[]) =>
  items.flatMap((item) => ('rejected' in item ? [item.rejected] : []));

const header =
  'call_id,status,date,time,npi,rep,brand,call_type,minutes,brands,samples_left,samples_requested,question,question_kind,question_answered';
const row =
  'C-1,held,2026-03-02,09:30,1234567893,ANNA,CARDIVANE,Face to face,20,NEUROLIS:intent_stated,CARDIVANE-10:2,NEUROLIS-5:1,Which dose?,dosing,no';

describe('import of call reports', () => {
  it('makes one record of each thing that happened during a call', async () => {
    const items = records(await read(`${header}\n${row}\n`, { 'time-zone': 'Europe/Berlin' }));
    expect(items.map((item) => [item.kind, item.sourceKey, 'type' in item ? item.type : ''])).toEqual([
      ['interaction', 'C-1', 'rep.visit_held'],
      ['interaction', 'C-1/left/CARDIVANE-10', 'rep.sample_left'],
      ['interaction', 'C-1/requested/NEUROLIS-5', 'rep.sample_requested'],
      ['interaction', 'C-1/question', 'rep.question_asked'],
      ['need', 'C-1/question', ''],
    ]);
    expect(items[0]).toMatchObject({
      source: 'rep.call-reports',
      customer: [{ system: 'us-npi', value: '1234567893' }],
      occurredAt: '2026-03-02T08:30:00.000Z',
      actor: 'ANNA',
      brand: 'CARDIVANE',
      details: { callType: 'face_to_face', minutes: 20, brands: [{ code: 'NEUROLIS', reaction: 'intent_stated' }] },
    });
  });

  it('writes details that its own schemas accept', async () => {
    const details = new Map(interactionTypes.map((type) => [type.id, type.details]));
    const planned = 'C-2,planned,2026-12-01T09:30+01:00,,1234567893,ANNA,,video,,,,,,,';
    const file = `${header},planned_on\n${row},\n${planned},2026-11-20\n`;
    for (const record of records(await read(file, { 'time-zone': 'UTC' }))) {
      if (record.kind !== 'interaction') continue;
      expect(details.get(record.type)?.safeParse(record.details)).toMatchObject({ success: true });
    }
  });

  it('gives the same records on every run, in whatever order the columns stand', async () => {
    const first = await read(`${header}\n${row}\n`, { 'time-zone': 'Europe/Berlin' });
    const turn = (line: string) => line.split(',').reverse().join(',');
    const second = await read(`${turn(header)}\n${turn(row)}\n`, { 'time-zone': 'Europe/Berlin' });
    expect(records(second)).toEqual(records(first));
  });

  it('keeps a day as a day and never guesses a zone', async () => {
    const short = 'call_id,status,date,npi,call_type';
    const day = records(await read(`${short}\nC-1,held,2026-03-02,1234567893,phone\n`));
    expect(day[0]).toMatchObject({
      occurredAt: '2026-03-02',
      type: 'rep.remote_call_held',
      details: { callType: 'phone' },
    });
    const time = await read(`${short}\nC-1,held,2026-03-02 09:30,1234567893,phone\n`);
    expect(rejections(time)).toEqual([expect.objectContaining({ code: 'TIME_ZONE_MISSING' })]);
  });

  it('dates a plan on the day it was made', async () => {
    const text =
      'call_id,status,date,time_zone,email,planned_on,objective\nC-9,planned,2026-12-01 09:30,Europe/Berlin,A@X.org,2026-11-20,Label\n';
    expect(records(await read(text))).toEqual([
      expect.objectContaining({
        sourceKey: 'C-9/plan',
        occurredAt: '2026-11-20',
        customer: [{ system: 'email', value: 'a@x.org' }],
        details: { plannedDay: '2026-12-01', plannedTime: '2026-12-01T08:30:00.000Z', objective: 'Label' },
      }),
    ]);
  });

  it.each([
    ['no customer', 'C-1,held,2026-03-02,,,,', 'RECORD_MALFORMED'],
    ['no key', ',held,2026-03-02,1234567893,,,', 'RECORD_MALFORMED'],
    ['an unknown status', 'C-1,maybe,2026-03-02,1234567893,,,', 'RECORD_MALFORMED'],
    ['an unknown call type', 'C-1,held,2026-03-02,1234567893,telepathy,,', 'RECORD_MALFORMED'],
    ['no number of minutes', 'C-1,held,2026-03-02,1234567893,,long,', 'RECORD_MALFORMED'],
    ['no day', 'C-1,held,02.03.2026,1234567893,,,', 'TIME_INVALID'],
    ['samples without a quantity', 'C-1,held,2026-03-02,1234567893,,,CARDIVANE', 'RECORD_MALFORMED'],
    ['a plan without its day', 'C-1,planned,2026-03-02,1234567893,,,', 'TIME_INVALID'],
    ['too many fields', 'C-1,held,2026-03-02,1234567893,,,,,,', 'ROW_UNREADABLE'],
  ])('rejects a row with %s whole, with its line, and reads on', async (_, broken, code) => {
    const good = 'C-2,declined,2026-03-02,1234567893,,,';
    const items = await read(`call_id,status,date,npi,call_type,minutes,samples_left\n${broken}\n${good}\n`);
    expect(items[0]).toMatchObject({ rejected: { code }, position: { line: 2, raw: broken } });
    expect(records(items)).toEqual([expect.objectContaining({ sourceKey: 'C-2', type: 'rep.visit_declined' })]);
  });
});
