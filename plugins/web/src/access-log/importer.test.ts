import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { IntakeItem, InteractionRecord } from 'rapport/sdk';
import { interactionTypes } from '../interaction-types';
import { optionsSchema } from '../options';
import { accessLogImporter } from './importer';

const importer = accessLogImporter(optionsSchema.parse({ brandPaths: { '/cardivane': 'CARDIVANE' } }));

async function read(input: Readable, options: Record<string, string> = {}): Promise<IntakeItem[]> {
  return Readable.from(importer.read(input, { name: 'access.log', options })).toArray();
}

const readText = (text: string, options?: Record<string, string>) => read(Readable.from([Buffer.from(text)]), options);
const records = (items: readonly IntakeItem[]) =>
  items.flatMap((item) => ('record' in item ? [item.record as InteractionRecord] : []));
const rejections = (items: readonly IntakeItem[]) =>
  items.flatMap((item) => ('rejected' in item ? [item.rejected] : []));

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const line = (request: string, status = 200, agent = firefox, user = '-') =>
  `192.0.2.1 - ${user} [17/May/2015:10:05:03 +0000] "${request} HTTP/1.1" ${status} 12 "https://s.example/?q=x" "${agent}"`;

describe('import of access logs', () => {
  it('takes pages and files, by visitor', async () => {
    const [page, file] = records(
      await readText(`${line('GET /cardivane/?utm=1')}\n${line('GET /cardivane/label.pdf')}\n`),
    );
    expect(page).toMatchObject({
      source: 'web.access-log',
      type: 'web.page_view',
      occurredAt: '2015-05-17T10:05:03.000Z',
      brand: 'CARDIVANE',
      details: { path: '/cardivane/', referrer: 'https://s.example/' },
      customer: [{ system: 'web-visitor', value: expect.stringMatching(/^log:[\w-]{32}$/) }],
    });
    expect(file).toMatchObject({ type: 'web.download', details: { path: '/cardivane/label.pdf', file: 'label.pdf' } });
    expect(file?.customer).toEqual(page?.customer);
    for (const { type, details } of [page, file].filter((record) => record !== undefined)) {
      expect(interactionTypes.find(({ id }) => id === type)?.details.safeParse(details)).toMatchObject({
        success: true,
      });
    }
  });

  it('names the visitor by the user that signed in, and else by a key that hides the address', async () => {
    const [signedIn] = records(await readText(line('GET /', 200, firefox, 'ada')));
    expect(signedIn?.customer).toEqual([{ system: 'web-user', value: 'ada' }]);
    const keys = await Promise.all(
      [{}, {}, { salt: 'pepper' }].map(
        async (options) => records(await readText(line('GET /'), options))[0]?.customer[0]?.value,
      ),
    );
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]).not.toBe(keys[2]);
  });

  it.each([
    ['HEAD /', 200],
    ['POST /form', 200],
    ['GET /missing', 404],
    ['GET /old', 301],
    ['GET /label.pdf', 206],
    ['GET /logo.png', 200],
    ['GET /site.css?v=2', 200],
    ['GET /robots.txt', 200],
    ['GET /blog/feed/', 200],
    ['GET /?flav=rss20', 200],
    ['GET /sitemap.xml', 200],
  ])('counts %s with status %d as no contact, and keeps nothing of it', async (request, status) => {
    const [item] = await readText(line(request, status));
    expect(item).toEqual({
      rejected: { code: 'NOT_A_CONTACT', filtered: true, reason: expect.any(String) },
      position: { line: 1 },
    });
  });

  it('keeps visits of robots with the reason, and those of programs without a name', async () => {
    const items = records(await readText(`${line('GET /', 200, 'Googlebot/2.1')}\n${line('GET /', 200, '-')}\n`));
    expect(items.map(({ filtered }) => filtered?.code)).toEqual(['BOT_FILTERED', 'BOT_FILTERED']);
  });

  it('gives equal lines of one second different keys, and the same keys on every run and in every cut of the file', async () => {
    const text = `${line('GET /a')}\n${line('GET /b')}\n${line('GET /a')}\n`;
    const keys = records(await readText(text)).map(({ sourceKey }) => sourceKey);
    expect(new Set(keys).size).toBe(3);
    const bytes = [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
    expect(records(await read(Readable.from(bytes))).map(({ sourceKey }) => sourceKey)).toEqual(keys);
    expect(records(await readText(text.replaceAll('\n', '\r\n'))).map(({ sourceKey }) => sourceKey)).toEqual(keys);
  });

  it('keeps the logs of two sites apart', async () => {
    expect(records(await readText(line('GET /'), { site: 'hcp.example' }))[0]?.source).toBe(
      'web.access-log:hcp.example',
    );
  });

  it('rejects lines that are none with their number, and reads on past one without an end', async () => {
    const items = await readText(`junk\n\n${'x'.repeat(300_000)}\n${line('GET /')}`);
    expect(items.map((item) => [item.position.line, 'rejected' in item ? item.rejected.code : 'record'])).toEqual([
      [1, 'ROW_UNREADABLE'],
      [3, 'ROW_UNREADABLE'],
      [4, 'record'],
    ]);
  });
});

const folder = process.env.RAPPORT_SHARED_DATA ?? resolve(__dirname, '../../../../../shared/data');
const log = resolve(folder, 'marketing/web_access_2015.txt');

describe('a log of a real site', () => {
  if (!existsSync(log)) {
    it('leaves out 1 test because the shared data are absent', () => {
      console.warn(`A log of a real site: 1 test left out, ${log} is absent (set RAPPORT_SHARED_DATA).`);
      expect(existsSync(log)).toBe(false);
    });
    return;
  }

  it('is read to the last line, with robots kept apart and no key twice', async () => {
    const items = await read(createReadStream(log));
    expect(items).toHaveLength(6915);
    expect(rejections(items).filter(({ code }) => code !== 'NOT_A_CONTACT')).toEqual([]);
    const visits = records(items);
    expect(new Set(visits.map(({ sourceKey }) => sourceKey)).size).toBe(visits.length);
    const people = visits.filter(({ filtered }) => filtered === undefined);
    expect({ visits: visits.length, people: people.length }).toEqual({ visits: 2133, people: 985 });
  });
});
