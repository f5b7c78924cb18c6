import { randomBytes } from 'node:crypto';
import { readContext } from '../../auth';
import { readConfig } from '../../config';
import type { RequestContext } from '../../execution';
import type { Door } from '../../ingest';
import { openPlatform, type Platform } from '../../open-platform';
import type { IntakeItem, Statement } from '../../sdk';
import { createTestDatabase } from '../test-database';
import { arrival } from './doors/deliveries';
import type { Finding } from './finding';
import type { Subject } from './subject';

/** The plugin in a platform of its own, on a throw-away database. */
export interface Bench {
  readonly subject: Subject;
  readonly platform: Platform;
  /** A context of somebody who may see everything. Its statements are added to the list. */
  contextFor(statements: Statement[]): RequestContext;
  close(): Promise<void>;
}

/** A check that needs the plugin to run. */
export interface RunningCheck {
  readonly name: string;
  /** Goes on "the plugin …". */
  readonly says: string;
  readonly run: (bench: Bench) => Promise<readonly Finding[]>;
}

/** @throws RapportError with the faults of the plugin, when the platform does not start with it */
export async function openBench(subject: Subject): Promise<Bench> {
  const { url, drop } = await createTestDatabase();
  try {
    const platform = await openPlatform(configFor(url), {
      plugins: pluginsOf(subject),
      clock: { now: () => arrival },
    });
    return {
      subject,
      platform,
      contextFor: (statements) => contextFor(platform, statements),
      close: async () => {
        await platform.close();
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

function configFor(url: string) {
  const secret = randomBytes(24).toString('hex');
  return readConfig({ port: '0' }, { DATABASE_URL: url, LOG_LEVEL: 'silent', RAPPORT_PRIVACY_KEY: secret });
}

function pluginsOf({ factory, samples }: Subject) {
  const { options, requires = [] } = samples;
  return [...requires.map((use) => ({ use })), { use: factory, ...(options !== undefined && { options }) }];
}

function contextFor({ database }: Platform, statements: Statement[]): RequestContext {
  const reader = database.reader();
  return readContext({
    reader: {
      query: <Row extends object>(statement: Statement) => {
        statements.push(statement);
        return reader.query<Row>(statement);
      },
    },
    principal: { subject: 'contract', name: 'Contract suite', roles: ['admin'] },
    now: arrival,
    requestId: 'contract',
  });
}

/** Hands items to the intake; values are left for whoever reads them. */
export async function taken({ platform }: Bench, items: readonly IntakeItem[], door: Pick<Door, 'id' | 'repeats'>) {
  return platform.ingest.take(items, { ...door, snapshots: 'later' });
}
