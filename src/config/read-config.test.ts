import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isRapportError } from '../sdk/errors';
import { type ConfigFault, isLoopback, readConfig } from './read-config';

const key = 'a-key-of-sixteen-or-more';

function faultsOf(read: () => unknown): readonly ConfigFault[] {
  try {
    read();
  } catch (error) {
    if (!isRapportError(error)) throw error;
    expect(error.code).toBe('CONFIG_INVALID');
    return error.details.faults as readonly ConfigFault[];
  }
  return [];
}

describe('the configuration', () => {
  it('needs no variables at all in development', () => {
    const config = readConfig({}, {});
    const http = { host: '127.0.0.1', port: 4000, apiKey: null, access: 'development', allowedOrigins: [] };
    expect(config.http).toEqual(http);
    expect(config.database).toEqual({
      url: null,
      dataFolder: resolve('.rapport'),
      port: null,
      poolSize: 4,
      statementTimeout: 10_000,
    });
    expect(config.plugins.map((plugin) => plugin.use)).toEqual([
      'rapport-plugin-rep',
      'rapport-plugin-email',
      'rapport-plugin-web',
      'rapport-plugin-conference',
      'rapport-plugin-us-open-data',
    ]);
    expect(config.demo).toEqual({ customers: 200 });
  });

  it('knows what callers may ask, and lets every limit be set', () => {
    expect(readConfig({}, {}).limits).toEqual({
      ...{ depth: 15, cost: 500_000, items: 100_000, operationTimeout: 30_000, requestTimeout: 30_000 },
      ...{ concurrent: 32, waiting: 256, connections: 1_000, ratePerMinute: null },
    });
    const variables = { RAPPORT_MAX_COST: '1000', RAPPORT_RATE_LIMIT: '60', RAPPORT_TRUSTED_DOCUMENTS: 'operations' };
    const config = readConfig({}, variables);
    expect([config.limits.cost, config.limits.ratePerMinute]).toEqual([1_000, 60]);
    expect(config.trustedDocuments).toBe(resolve('operations'));
  });

  it('cannot be changed afterwards', () => {
    const config = readConfig({}, {});
    expect(() => Object.assign(config.http, { apiKey: 'other' })).toThrow(TypeError);
  });

  it('reports every fault at once with the name of its variable', () => {
    const faults = faultsOf(() =>
      readConfig(
        {},
        {
          PORT: '70000',
          NODE_ENV: 'staging',
          DATABASE_URL: 'mysql://here/there',
          DATABASE_POOL_SIZE: 'many',
          LOG_LEVEL: 'loud',
          RAPPORT_API_KEY: 'short',
          RAPPORT_ALLOWED_ORIGINS: 'https://crm.example.com/path',
          RAPPORT_PLUGINS: '{}',
          RAPPORT_DEMO_CUSTOMERS: '-5',
          RAPPORT_TRANSACTION_KINDS: 'organization, consumer',
          RAPPORT_CONSUMER_BASES: 'Germany=consent',
        },
      ),
    );
    expect(faults.map(({ variable }) => variable).sort()).toEqual([
      'DATABASE_POOL_SIZE',
      'DATABASE_URL',
      'LOG_LEVEL',
      'NODE_ENV',
      'PORT',
      'RAPPORT_ALLOWED_ORIGINS',
      'RAPPORT_API_KEY',
      'RAPPORT_CONSUMER_BASES',
      'RAPPORT_DEMO_CUSTOMERS',
      'RAPPORT_PLUGINS',
      'RAPPORT_TRANSACTION_KINDS',
    ]);
  });

  it('never repeats the value of a secret in a fault', () => {
    expect(() => readConfig({}, { RAPPORT_API_KEY: 'tooshort-secret' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('tooshort-secret') }),
    );
  });

  it('lets purchases be followed of organisations only, unless told otherwise', () => {
    expect(readConfig({}, {}).transactionKinds).toEqual(['organization']);
    const told = { RAPPORT_TRANSACTION_KINDS: 'organization, professional' };
    expect(readConfig({}, told).transactionKinds).toEqual(['organization', 'professional']);
  });

  it('computes no figures of consumers, unless a lawful basis is named for their country', () => {
    expect(readConfig({}, {}).consumerBases).toEqual([]);
    const told = { RAPPORT_CONSUMER_BASES: 'DE=consent form 7; FR = contract 12 ' };
    const bases = [
      { country: 'DE', basis: 'consent form 7' },
      { country: 'FR', basis: 'contract 12' },
    ];
    expect(readConfig({}, told).consumerBases).toEqual(bases);
    for (const wrong of ['DE', 'DE=', 'DE=one; DE=two', 'DE=one;'])
      expect(() => readConfig({}, { RAPPORT_CONSUMER_BASES: wrong })).toThrow('RAPPORT_CONSUMER_BASES');
  });

  it('takes an empty variable as one that is not set', () => {
    expect(readConfig({}, { PORT: '', DATABASE_URL: ' ' }).database.url).toBeNull();
  });

  it('lets a flag win over its variable', () => {
    const config = readConfig({ port: '5000', demo: 'no' }, { PORT: '6000' });
    expect([config.http.port, config.demo]).toEqual([5000, null]);
  });

  it('asks for a key in production and on addresses that others can reach', () => {
    expect(faultsOf(() => readConfig({}, { NODE_ENV: 'production' }))).toEqual([
      {
        variable: 'RAPPORT_API_KEY',
        fault: 'or RAPPORT_SERVICE_KEYS or RAPPORT_JWT_ISSUER is required when NODE_ENV is production',
      },
    ]);
    expect(faultsOf(() => readConfig({}, { HOST: '0.0.0.0' }))).toHaveLength(1);
    expect(readConfig({}, { HOST: '0.0.0.0', RAPPORT_API_KEY: key }).http.apiKey).toBe(key);
  });

  it('puts demo data into an embedded development database only, unless asked', () => {
    const url = 'postgres://user:password@db.example.com:5432/rapport';
    expect(readConfig({}, { DATABASE_URL: url }).demo).toBeNull();
    expect(readConfig({}, { DATABASE_URL: url, RAPPORT_DEMO: 'yes' }).demo).not.toBeNull();
    expect(readConfig({}, { NODE_ENV: 'production', RAPPORT_API_KEY: key }).demo).toBeNull();
  });

  it('recognises addresses of the own machine', () => {
    expect(['localhost', '127.0.0.1', '127.9.9.9', '::1'].map(isLoopback)).toEqual([true, true, true, true]);
    expect(['0.0.0.0', '::', '10.0.0.1', '127.evil.example'].map(isLoopback)).toEqual([false, false, false, false]);
  });
});

describe('the list of plugins', () => {
  it('says which plugins run in a thread of their own, and with how much memory', () => {
    const list = (entry: object) => JSON.stringify([{ use: 'sms', ...entry }]);
    const config = readConfig({}, { RAPPORT_PLUGINS: list({ isolation: 'worker', memory: 64 }) });
    expect(config.plugins).toEqual([expect.objectContaining({ use: 'sms', isolation: 'worker', memory: 64 })]);
    for (const entry of [{ isolation: 'thread' }, { memory: 1 }]) {
      expect(() => readConfig({}, { RAPPORT_PLUGINS: list(entry) })).toThrow('RAPPORT_PLUGINS');
    }
  });

  it('takes names, and objects with options whose secrets come from other variables', () => {
    const setting = JSON.stringify(['plain', { use: 'rich', options: { keys: [{ env: 'WRITE_KEY' }], limit: 5 } }]);
    const config = readConfig({}, { RAPPORT_PLUGINS: setting, WRITE_KEY: 'secret' });
    const standard = { policy: 'optional', standing: 'enabled', secrets: [], missing: [] };
    expect(config.plugins).toEqual([
      { ...standard, use: 'plain', options: {} },
      { ...standard, use: 'rich', options: { keys: ['secret'], limit: 5 }, secrets: ['secret'] },
    ]);
  });

  it('names the missing variable of a secret that a required plugin needs', () => {
    const setting = JSON.stringify([{ use: 'rich', policy: 'required', options: { key: { env: 'ABSENT' } } }]);
    expect(faultsOf(() => readConfig({}, { RAPPORT_PLUGINS: setting }))).toEqual([
      {
        variable: 'RAPPORT_PLUGINS',
        fault: 'the options of rich refer to the variable ABSENT, which is not set',
      },
    ]);
  });

  it('leaves it to the start what to do about a missing secret of an optional plugin', () => {
    const setting = JSON.stringify([{ use: 'rich', options: { key: { env: 'ABSENT' } } }]);
    expect(readConfig({}, { RAPPORT_PLUGINS: setting }).plugins).toMatchObject([{ use: 'rich', missing: ['ABSENT'] }]);
  });

  it('gives each plugin a policy: its own, or the one for all', () => {
    const setting = JSON.stringify(['./a', { use: './b', policy: 'optional' }, { use: './c', enabled: false }]);
    const policiesOf = (more: Record<string, string>) =>
      readConfig({}, { RAPPORT_PLUGINS: setting, ...more }).plugins.map(({ policy, standing }) => [policy, standing]);
    expect(policiesOf({})).toEqual([
      ['optional', 'enabled'],
      ['optional', 'enabled'],
      ['optional', 'disabled'],
    ]);
    expect(policiesOf({ RAPPORT_PLUGIN_POLICY: 'required' }).map(([policy]) => policy)).toEqual([
      'required',
      'optional',
      'required',
    ]);
  });

  it('can be started without some, by id or name, and tells of a name that nothing goes by', () => {
    const names = (without: string) =>
      readConfig({ without }, {})
        .plugins.filter(({ standing }) => standing === 'disabled')
        .map(({ id }) => id);
    expect(names('email, rapport-plugin-web')).toEqual(['email', 'web']);
    expect(faultsOf(() => readConfig({ without: 'emial' }, {}))).toEqual([
      { variable: 'RAPPORT_PLUGINS', fault: 'has no plugin emial, which RAPPORT_WITHOUT (--without) names' },
    ]);
  });

  it('can stand in a file, from which relative paths start', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-config-'));
    try {
      const file = join(folder, 'plugins.json');
      writeFileSync(file, '["./mine", "package"]');
      expect(readConfig({}, { RAPPORT_PLUGINS: file }).plugins.map(({ use }) => use)).toEqual([
        join(folder, 'mine'),
        'package',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
