import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JwtConfig } from '../config';
import { fixedClock } from '../shared/clock';
import { createAuthenticator } from './authenticator';
import { developmentPrincipal } from './principal';
import { mintKey } from './service-keys';

const now = new Date('2026-11-21T12:00:00Z');
const seconds = now.getTime() / 1_000;
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const jwt: JwtConfig = {
  issuer: 'https://id.example.com',
  audience: 'rapport',
  keys: { text: pem },
  algorithms: ['RS256'],
  clockTolerance: 30,
  claimPrefix: '',
};

/** A directory that knows nobody. */
const reader = () => ({
  query: async <Row extends object>() =>
    [
      { roles: null, countries: null, all_brands: null, brands: null, territories: [], is_member: false },
    ] as unknown as readonly Row[],
});

const authenticator = (given: Partial<Parameters<typeof createAuthenticator>[0]> = {}) =>
  createAuthenticator({
    http: { apiKey: null, access: 'credentials' },
    auth: { jwt, serviceKeys: [] },
    dataFolder: '/nowhere',
    reader,
    clock: fixedClock(now.toISOString()),
    ...given,
  });

const good = {
  iss: jwt.issuer,
  aud: jwt.audience,
  sub: 'anna',
  name: 'Anna',
  exp: seconds + 600,
  nbf: seconds - 10,
  iat: seconds - 10,
  roles: ['rep'],
  countries: ['DE'],
};

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(
  payload: object,
  header: object = {},
  signature = (text: string) => sign('sha256', Buffer.from(text), keys.privateKey),
): string {
  const text = `${part({ alg: 'RS256', typ: 'JWT', ...header })}.${part(payload)}`;
  return `${text}.${signature(text).toString('base64url')}`;
}

const ask = (credentials: string, authenticate = authenticator()) => authenticate(`Bearer ${credentials}`);
const unauthenticated = expect.objectContaining({ code: 'UNAUTHENTICATED' });

describe('a token', () => {
  it('names the caller, its roles and limits', async () => {
    expect(await ask(token(good))).toEqual({
      subject: 'anna',
      name: 'Anna',
      roles: ['rep'],
      reach: { countries: ['DE'] },
      expiresAt: new Date((seconds + 600) * 1_000),
    });
  });

  it('is accepted while clocks differ by less than the tolerance', async () => {
    expect(await ask(token({ ...good, exp: seconds - 20, nbf: seconds + 20 }))).toMatchObject({ subject: 'anna' });
  });

  const { exp: _exp, ...eternal } = good;
  const { sub: _sub, ...nameless } = good;
  const { iss: _iss, ...unissued } = good;
  const { aud: _aud, ...unaddressed } = good;
  const hmac = (secret: string | Buffer) => (text: string) => createHmac('sha256', secret).update(text).digest();
  const withKey = (key: KeyObject) => (text: string) => sign('sha256', Buffer.from(text), key);
  const forgeries: Readonly<Record<string, string>> = {
    'without a signature': token(good, { alg: 'none' }, () => Buffer.alloc(0)),
    'without a signature, in other letters': token(good, { alg: 'nOnE' }, () => Buffer.alloc(0)),
    'whose signature was taken off': token(good).replace(/[^.]+$/, ''),
    'whose payload was changed': token(good).replace(/\.[^.]+\./, `.${part({ ...good, roles: ['admin'] })}.`),
    'signed by another key': token(good, {}, withKey(others.privateKey)),
    'signed with the public key as a shared secret': token(good, { alg: 'HS256' }, hmac(pem)),
    'signed with an empty secret': token(good, { alg: 'HS256' }, hmac('')),
    'of an algorithm that is not pinned': token(good, { alg: 'RS512' }, (text) =>
      sign('sha512', Buffer.from(text), keys.privateKey),
    ),
    'that brings its own key': token(
      good,
      { jwk: others.publicKey.export({ format: 'jwk' }) },
      withKey(others.privateKey),
    ),
    'that names where its key is': token(good, { jku: 'https://evil.example/keys' }, withKey(others.privateKey)),
    'that names a certificate': token(good, { x5u: 'https://evil.example/cert' }, withKey(others.privateKey)),
    'whose key id is a path': token(good, { kid: '../../../../dev/null' }),
    'whose key id is a statement': token(good, { kid: "x' union select 'key" }),
    'whose key id is no text': token(good, { kid: { $ne: null } }),
    'whose key id is endless': token(good, { kid: 'k'.repeat(5_000) }),
    'of another kind': token(good, { typ: 'dpop+jwt' }),
    'with an extension that must be understood': token(good, { crit: ['exp'], exp: 1 }),
    'of another issuer': token({ ...good, iss: 'https://evil.example' }),
    'of no issuer': token(unissued),
    'of an issuer that is a list': token({ ...good, iss: [jwt.issuer] }),
    'for another audience': token({ ...good, aud: 'payroll' }),
    'for no audience': token(unaddressed),
    'that has expired': token({ ...good, exp: seconds - 31 }),
    'that never expires': token(eternal),
    'that is not valid yet': token({ ...good, nbf: seconds + 31 }),
    'without a subject': token(nameless),
    'that is no token': 'aaa.bbb.ccc',
    'that is too long': token({ ...good, name: 'x'.repeat(20_000) }),
  };
  it.each(Object.keys(forgeries))('%s is refused', async (kind) => {
    await expect(ask(forgeries[kind] ?? '')).rejects.toEqual(unauthenticated);
  });

  it.each([
    { sub: 7 },
    { sub: ['anna'] },
    { sub: '' },
    { exp: String(seconds + 600) },
    { exp: 1e300 },
    { exp: null },
    { nbf: 'soon' },
    { iat: {} },
    { name: { first: 'Anna' } },
    { roles: 'admin' },
    { roles: { admin: true } },
    { roles: ['rep', 7] },
    { roles: null },
    { territories: 'NORTH' },
    { countries: [['DE']] },
    { brands: { CARDEXA: true } },
    { plugin: ['web'] },
    { purposes: 'campaign' },
    { aud: { rapport: true } },
    { iss: 7 },
  ])('with a claim of another type is refused: %j', async (claim) => {
    await expect(ask(token({ ...good, ...claim }))).rejects.toEqual(unauthenticated);
  });

  it.each(['api-key', 'development', 'key:loader', 'os:root', 'job:core.fit', 'hook:web/forms'])(
    'that calls itself by a name of the platform is refused: %s',
    async (sub) => {
      await expect(ask(token({ ...good, sub }))).rejects.toEqual(unauthenticated);
      expect(await ask(token({ ...good, sub: `idp|${sub}` }))).toMatchObject({ subject: `idp|${sub}` });
    },
  );

  it('may state a purpose that it was given, and no other', async () => {
    const authenticate = authenticator();
    const credentials = `Bearer ${token({ ...good, purposes: ['campaign'] })}`;
    expect(await authenticate(credentials, 'campaign')).toMatchObject({ purpose: 'campaign' });
    expect(await authenticate(credentials)).not.toHaveProperty('purpose');
    await expect(authenticate(credentials, 'service')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is told apart from another that comes by the same connection', async () => {
    const authenticate = authenticator();
    const connection = {};
    const subjects: string[] = [];
    for (const sub of ['anna', 'anna', 'ben', 'anna']) {
      const { subject } = await authenticate(`Bearer ${token({ ...good, sub })}`, undefined, connection);
      subjects.push(subject);
    }
    expect(subjects).toEqual(['anna', 'anna', 'ben', 'anna']);
    await expect(authenticate('Bearer nobody', undefined, connection)).rejects.toEqual(unauthenticated);
  });

  it('with a role that nobody knows has no rights', async () => {
    expect(await ask(token({ ...good, roles: ['root'] }))).toMatchObject({ roles: ['root'] });
  });
});

describe('keys at an address', () => {
  let server: Server;
  let answer: { readonly status: number; readonly body: string };
  const jwk = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' };
  const check = () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    return authenticator({ auth: { jwt: { ...jwt, keys: { url } }, serviceKeys: [] } });
  };
  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  it('are found by their id, which must be known', async () => {
    answer = { status: 200, body: JSON.stringify({ keys: [jwk] }) };
    const authenticate = check();
    expect(await ask(token(good, { kid: 'one' }), authenticate)).toMatchObject({ subject: 'anna' });
    await expect(ask(token(good, { kid: 'two' }), authenticate)).rejects.toEqual(unauthenticated);
  });

  it.each([
    { status: 500, body: 'down' },
    { status: 200, body: '<html>' },
    { status: 200, body: '{"keys": 7}' },
  ])('that cannot be read are our fault, not the caller’s: %j', async (broken) => {
    answer = broken;
    await expect(ask(token(good, { kid: 'one' }), check())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('a service key', () => {
  const { key, sha256 } = mintKey();
  const entry = { id: 'loader', name: 'Loader', sha256, roles: ['partner'], plugin: 'web' } as const;
  const withKeys = (expires?: string) =>
    authenticator({
      auth: { jwt: null, serviceKeys: [{ ...entry, roles: [...entry.roles], ...(expires && { expires }) }] },
    });

  it('is known by its digest', async () => {
    expect(await ask(key, withKeys())).toMatchObject({ subject: 'key:loader', roles: ['partner'], plugin: 'web' });
  });

  it.each([`${key}x`, key.slice(1), sha256, 'rpk_'])('is refused when it is another one: %s', async (wrong) => {
    await expect(ask(wrong, withKeys())).rejects.toEqual(unauthenticated);
  });

  it('ends when its entry says so', async () => {
    await expect(ask(key, withKeys('2026-11-21T11:59:59Z'))).rejects.toEqual(unauthenticated);
    expect(await ask(key, withKeys('2026-11-21T12:00:01Z'))).toMatchObject({ subject: 'key:loader' });
  });
});

describe('nobody', () => {
  it.each([undefined, '', 'Bearer', 'Basic YTpi', 'Bearer a b'])(
    'is let in where credentials are asked for: %j',
    async (header) => {
      await expect(authenticator()(header)).rejects.toEqual(unauthenticated);
    },
  );

  it('is the development principal where none are; but whoever sends some must be right', async () => {
    const authenticate = authenticator({
      http: { apiKey: null, access: 'development' },
      auth: { jwt: null, serviceKeys: [] },
    });
    expect(await authenticate(undefined)).toBe(developmentPrincipal);
    await expect(authenticate('Basic YTpi')).rejects.toEqual(unauthenticated);
  });
});
