import type { ContractSamples } from 'rapport/testing';

const writeKey = 'a-write-key-of-this-test';
const message = { anonymousId: 'anon-1', timestamp: '2026-05-17T10:05:03.000Z' };
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const line = (request: string, agent: string) =>
  `192.0.2.1 - - [17/May/2026:10:05:03 +0000] "${request} HTTP/1.1" 200 12 "https://s.example/?q=x" "${agent}"\n`;

/** What the plugin is tried with, by its tests and by `rapport check-plugin`. */
export const samples: ContractSamples = {
  options: { segment: { writeKeys: [writeKey] }, brandPaths: { '/cardivane': 'CARDIVANE' } },
  webHooks: {
    segment: {
      path: 'v1/batch',
      body: {
        batch: [
          { ...message, type: 'page', messageId: 'p1', properties: { path: '/cardivane/dosing', title: 'Dosing' } },
          { ...message, type: 'track', messageId: 't1', event: 'Enquiry Sent', properties: { topic: 'Dosing' } },
          { ...message, type: 'identify', messageId: 'i1', traits: { email: 'ada@example.org' } },
        ],
      },
      // Libraries in browsers send the key in the body: it says which site sends, and signs nothing.
      sign: (body) => ({ body: JSON.stringify({ ...(JSON.parse(body) as object), writeKey }) }),
      proves: 'sender',
      records: 4,
    },
  },
  importers: {
    'web.access-log': {
      text:
        line('GET /cardivane/?utm=1', browser) +
        line('GET /cardivane/label.pdf', browser) +
        line('GET /', 'Googlebot/2.1') +
        line('GET /logo.png', browser),
      options: { site: 'hcp.example', salt: 'a-salt-of-this-test' },
      records: 3,
    },
  },
};
