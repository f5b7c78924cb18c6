import { instantOf, parseLine } from './parse-line';

const line = (request: string, tail = '200 12 "-" "Firefox"') =>
  `192.0.2.1 - - [17/May/2015:10:05:03 +0000] "${request}" ${tail}`;

describe('lines of an access log', () => {
  it('reads the combined format', () => {
    const text =
      '192.0.2.1 - ada [17/May/2015:10:05:03 +0000] "GET /a?b=c HTTP/1.1" 200 203023 "http://x.example/" "Mozilla/5.0 (X)"';
    expect(parseLine(text)).toEqual({
      address: '192.0.2.1',
      user: 'ada',
      time: '17/May/2015:10:05:03 +0000',
      method: 'GET',
      target: '/a?b=c',
      status: 200,
      referrer: 'http://x.example/',
      userAgent: 'Mozilla/5.0 (X)',
    });
  });

  it('reads the common format, which names neither referrer nor program', () => {
    expect(parseLine(line('GET / HTTP/1.0', '304 -'))).toEqual({
      address: '192.0.2.1',
      time: '17/May/2015:10:05:03 +0000',
      method: 'GET',
      target: '/',
      status: 304,
    });
  });

  it.each([
    ['escaped quotes', '200 12 "-" "a \\"b\\" c"', 'a "b" c'],
    ['bare quotes', '200 12 "-" "a "b" c"', 'a "b" c'],
    [
      'a missing last quote',
      '200 12 "-" "Googlebot/2.1; +http://www.google.com/bot.html',
      'Googlebot/2.1; +http://www.google.com/bot.html',
    ],
    ['further fields', '200 12 "-" "Firefox" 0.003', 'Firefox'],
  ])('reads a user agent with %s', (_, tail, userAgent) => {
    expect(parseLine(line('GET / HTTP/1.1', tail))).toMatchObject({ userAgent });
  });

  it('reads a request with blanks and quotes in its target', () => {
    expect(parseLine(line('GET /a "b" c HTTP/1.1'))).toMatchObject({ target: '/a "b" c', status: 200 });
  });

  it.each([
    '',
    'x',
    '192.0.2.1 - - [',
    line('-'),
    line(''),
    line('GET / HTTP/1.1', 'OK 12'),
    '"'.repeat(5000),
    ' [] "'.repeat(5000),
  ])('answers undefined for %.40p', (text) => {
    expect(parseLine(text)).toBeUndefined();
  });

  it('reads the time with its offset', () => {
    expect(instantOf('17/May/2015:10:05:03 +0200')).toBe('2015-05-17T08:05:03.000Z');
    for (const text of ['17/Mai/2015:10:05:03 +0000', '31/Feb/2015:10:05:03', '', '17/May/2015:25:05:03 +0000']) {
      expect(instantOf(text)).toBeUndefined();
    }
  });
});
