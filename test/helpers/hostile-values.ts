const onePlace = (type: string, key: string): string => Buffer.from(`${type}:${key}`, 'utf8').toString('base64url');

/** Texts that break programs which put them into other languages, or into structures of their own. */
export const hostileTexts: Readonly<Record<string, string>> = {
  nothing: '',
  blanks: '   ',
  'SQL: always true': `' OR '1'='1' --`,
  'SQL: another statement': `'; drop table core.customer cascade; --`,
  'SQL: waiting': `1; select pg_sleep(30)`,
  'SQL: a union': `") union select usename, passwd from pg_shadow --`,
  'SQL: dollar quotes': `$$; delete from core.customer; $$`,
  'SQL: placeholders': `$1 :name ? %s %n`,
  'SQL: a backslash before a quote': `\\'; --`,
  patterns: `%_\\%`,
  'a regular expression': `(a+)+$[`,
  'an array literal': `{"a","b}',\\`,
  NUL: 'a\u0000b',
  'half a surrogate pair': 'a\ud800',
  'the other half': '\udc00b',
  'text that runs backwards': '\u202Egnp.exe\u2066',
  'invisible signs': '\ufeff\u200b\u00ad',
  'letters that change length': 'İ\u0130ﬃ\u1E9E',
  'a hundred accents': `e${'\u0301'.repeat(100)}`,
  'signs beyond the first plane': '𝕏👩‍⚕️',
  'line breaks of headers': 'a\r\nset-cookie: b=c\r\n\r\n\u2028',
  'a path': '../../../../../../etc/passwd',
  'a path of Windows': '..\\..\\windows\\system32',
  'an address': 'http://169.254.169.254/latest/meta-data',
  'a file address': 'file:///etc/passwd',
  'a command': '$(touch /tmp/rapport-was-here) `id` | id; id',
  LDAP: '*)(uid=*))(|(uid=*',
  HTML: '"><script>alert(1)</script><img src=x onerror=alert(1)>',
  'a template': '{{7*7}} \u0024{7*7} <%= 7*7 %>',
  XML: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  'a formula': '=cmd|"/c calc"!A0',
  'a format of logs': '%j \u0024{jndi:ldap://127.0.0.1/a} \u001b[31m',
  'a key of every object': '__proto__',
  'a method of every object': 'constructor',
  GraphQL: '"}) { id } } mutation { x',
  'no number': 'NaN',
  'a number too large': '9'.repeat(400),
  'a negative number': '-1',
  'a number of another notation': '1e309',
  'a date that is none': '2026-02-31T25:61:61Z',
  'a year beyond all calendars': '+275760-09-13T00:00:00.001Z',
  'an id of SQL': onePlace('Customer', `1' or '1'='1`),
  'an id too large': onePlace('Customer', '99999999999999999999'),
  'an id of nobody': onePlace('Customer', '9007199254740991'),
  'an id of another type': onePlace('Interaction', '1:00000000-0000-0000-0000-000000000000'),
  'an id of a type of every object': onePlace('Constructor', '1'),
  'a uuid': '00000000-0000-0000-0000-000000000000',
  'a million signs': 'x'.repeat(1_000_000),
  'three hundred thousand quotes': `'`.repeat(300_000),
};

/** Values for places that take any JSON object. Made of text, so that the keys of every object are keys of their own. */
export const hostileObjects: Readonly<Record<string, unknown>> = {
  'a prototype': JSON.parse('{"__proto__": {"polluted": true}}') as unknown,
  'a constructor': { constructor: { prototype: { polluted: true } } },
  'a prototype below': JSON.parse(
    '{"a": {"__proto__": {"polluted": true}}, "callType": {"__proto__": null}}',
  ) as unknown,
  'NUL in a key': { 'a\u0000b': 1 },
  'NUL in a value': { location: 'a\u0000b' },
  'half a surrogate pair in a key': { '\ud800': 1 },
  'numbers at the edge': { minutes: 1e308, count: -0, attendees: 5e-324 },
  'deep nesting': nested(1_500),
  'many keys': Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, index])),
  'a text': 'no object',
  'a list': [1, [2, [3]]],
  'a conversion of its own': { toJSON: 'no function', valueOf: 1, toString: 'x' },
};

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}
