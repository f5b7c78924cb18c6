import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigFault, readConfig } from './read-config';

const faultsOf = (environment: Readonly<Record<string, string>>): readonly ConfigFault[] => {
  try {
    readConfig({}, environment);
    return [];
  } catch (error) {
    return (error as { readonly details: { readonly faults: readonly ConfigFault[] } }).details.faults;
  }
};
const variablesOf = (environment: Readonly<Record<string, string>>) =>
  faultsOf(environment).map(({ variable }) => variable);

const tokens = {
  RAPPORT_JWT_ISSUER: 'https://id.example.com',
  RAPPORT_JWT_AUDIENCE: 'rapport',
  RAPPORT_JWT_JWKS_URL: 'https://id.example.com/keys',
};
const entry = { id: 'loader', name: 'Loader', sha256: 'a'.repeat(64), roles: ['partner'], plugin: 'web' };

describe('tokens', () => {
  it('need an issuer, an audience and one place of their keys', () => {
    expect(readConfig({}, { ...tokens, HOST: '0.0.0.0', NODE_ENV: 'production' })).toMatchObject({
      http: { access: 'credentials' },
      auth: {
        jwt: {
          issuer: 'https://id.example.com',
          keys: { url: tokens.RAPPORT_JWT_JWKS_URL },
          algorithms: ['RS256', 'ES256', 'EdDSA'],
          clockTolerance: 30,
        },
      },
    });
    expect(variablesOf({ RAPPORT_JWT_ISSUER: 'x' })).toEqual(['RAPPORT_JWT_AUDIENCE', 'RAPPORT_JWT_JWKS_URL']);
    expect(variablesOf({ ...tokens, RAPPORT_JWT_KEY_FILE: 'x' })).toContain('RAPPORT_JWT_JWKS_URL');
  });

  it.each([
    { RAPPORT_JWT_JWKS_URL: 'http://id.example.com/keys' },
    { RAPPORT_JWT_JWKS_URL: 'file:///keys' },
    { RAPPORT_JWT_ALGORITHMS: 'HS256' },
    { RAPPORT_JWT_ALGORITHMS: 'RS256,none' },
    { RAPPORT_JWT_CLOCK_TOLERANCE: '301' },
  ])('are not accepted on weaker terms: %j', (change) => {
    expect(variablesOf({ ...tokens, ...change })).toEqual(Object.keys(change));
  });
});

describe('service keys', () => {
  it('are read from a list or a file', () => {
    const file = join(tmpdir(), `rapport-keys-${process.pid}.json`);
    writeFileSync(file, JSON.stringify([entry]));
    for (const setting of [file, JSON.stringify([entry])]) {
      expect(readConfig({}, { RAPPORT_SERVICE_KEYS: setting }).auth.serviceKeys).toEqual([entry]);
    }
  });

  it.each([
    'nowhere.json',
    '[7]',
    JSON.stringify([{ ...entry, key: 'secret' }]),
    JSON.stringify([{ ...entry, sha256: 'secret' }]),
    JSON.stringify([{ ...entry, roles: [] }]),
    JSON.stringify([entry, entry]),
  ])('must have their form: %s', (setting) => {
    expect(variablesOf({ RAPPORT_SERVICE_KEYS: setting })).toEqual(['RAPPORT_SERVICE_KEYS']);
  });
});
