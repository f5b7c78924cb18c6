import { machineReason } from './machine';

const options = { proxyOpens: 'filter', scannerSeconds: 5 } as const;

describe('telling machines from people', () => {
  it.each([
    ['Apple Mail Privacy Protection', 'Mozilla/5.0'],
    [
      'the image proxy of Gmail',
      'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
    ],
    ['the image proxy of Yahoo', 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html'],
    ['security scanner', 'Barracuda Sentinel (EE)'],
    ['security scanner', 'Mozilla/5.0 (compatible; Mimecast URL Protect)'],
    ['robot', 'python-requests/2.32'],
  ])('recognises %s by its user agent', (words, userAgent) => {
    expect(machineReason({ userAgent }, options)).toMatch(new RegExp(words, 'i'));
  });

  it.each([
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)',
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)',
    'Outlook-iOS-Android/1.0',
    'SamsungEmail/6.1',
    undefined,
  ])('lets %p pass as a person', (userAgent) => {
    expect(machineReason({ userAgent }, options)).toBeUndefined();
  });

  it('believes the mail service', () => {
    expect(machineReason({ flaggedAs: 'sg_machine_open' }, options)).toMatch('sg_machine_open');
    expect(machineReason({ flaggedAs: 'apple', userAgent: 'Thunderbird' }, options)).toMatch('apple');
  });

  it('counts openings through image proxies when told to', () => {
    const counting = { ...options, proxyOpens: 'count' } as const;
    expect(machineReason({ userAgent: 'x GoogleImageProxy' }, counting)).toBeUndefined();
    expect(machineReason({ flaggedAs: 'gmail' }, counting)).toBeUndefined();
    expect(machineReason({ userAgent: 'Mozilla/5.0' }, counting)).toMatch('Apple');
  });

  it('takes haste for a scanner, but not a clock that runs ahead', () => {
    expect(machineReason({ secondsAfterSending: 1.5 }, options)).toMatch('1.5 s');
    expect(machineReason({ secondsAfterSending: 5 }, options)).toBeUndefined();
    expect(machineReason({ secondsAfterSending: -3 }, options)).toBeUndefined();
  });
});
