import { randomUUID } from 'node:crypto';
import { foldGroups } from '../../bi';
import type { Database } from '../../db/database';
import { retryOnConflict } from '../../ingest';
import type { Registry } from '../../kernel';
import { RapportError, type Writer } from '../../sdk';
import { platformVersion } from '../../shared/platform';
import { holdsAt, type LegalHoldRow } from '../holds/holds.store';
import type { PrivacyKeys } from '../keys/privacy-keys';
import { type ErasureGround, saveErasure } from './erasure.store';
import { saveMarks } from './marks.store';
import { lockForErasure, type Person, readPerson } from './person.store';
import { erasePlugins } from './plugins';
import { type Receipt, signReceipt } from './receipts';
import { type Area, areaNames } from './subject-tables.sql';
import { type Counts, refitPurchases, sweepQueues, sweepStrays, sweepTables } from './sweep.store';

export interface ErasureServices {
  readonly database: Pick<Database, 'transaction'>;
  readonly registry: Pick<Registry, 'storage'>;
  /** Null: no secret is configured, so that nobody can be erased. */
  readonly privacyKeys: () => PrivacyKeys | null;
}

export interface ErasureRequest {
  readonly customerId: number;
  readonly ground: ErasureGround;
  readonly requestedBy: string;
  readonly at: Date;
}

/** What one contributor removes. */
export interface Removal {
  /** `core`, `queues`, or the id of a plugin. */
  readonly contributor: string;
  readonly version: string;
  readonly removed: Counts;
}

export interface ErasurePreview {
  readonly removals: readonly Removal[];
  readonly holds: readonly LegalHoldRow[];
}

/** Erasing scans queues, which may be long. */
const statementTimeout = 10 * 60 * 1000;

/**
 * What an erasure would remove now: it is done, counted and undone, so the figures are those of the erasure itself.
 *
 * @throws RapportError NOT_FOUND
 */
export async function previewErasure(
  { database, registry }: ErasureServices,
  { customerId, at }: Pick<ErasureRequest, 'customerId' | 'at'>,
): Promise<ErasurePreview> {
  const undo = new Undo();
  let preview: ErasurePreview | undefined;
  try {
    await database.transaction(
      async (writer) => {
        const { person, holds } = await begin(writer, customerId, at);
        const held = heldAreas(holds);
        const removals = held.length === areaNames.length ? [] : await remove(writer, registry, person, held);
        preview = { removals, holds };
        throw undo;
      },
      { statementTimeout },
    );
  } catch (error) {
    if (error !== undo) throw error;
  }
  return preview as ErasurePreview;
}

class Undo extends Error {}

export interface Erased {
  readonly id: string;
  readonly receipts: readonly Receipt[];
  readonly heldAreas: readonly Area[];
}

/**
 * Removes everything held on a person, in one transaction, and leaves signed receipts and keyed marks.
 *
 * @throws RapportError NOT_FOUND; LEGAL_HOLD when holds keep everything; PRIVACY_KEY_MISSING; ERASURE_INCOMPLETE
 */
export function erasePerson(services: ErasureServices, request: ErasureRequest): Promise<Erased> {
  const keys = services.privacyKeys();
  if (keys === null) throw new RapportError('PRIVACY_KEY_MISSING', 'Set RAPPORT_PRIVACY_KEY, then erase.');
  const { customerId, at, ground, requestedBy } = request;
  const erase = async (writer: Writer): Promise<Erased> => {
    const { person, holds } = await begin(writer, customerId, at);
    const held = heldAreas(holds);
    if (held.length === areaNames.length) throw heldBack(holds);
    const removals = await remove(writer, services.registry, person, held);
    const id = randomUUID();
    const receipts = removals.map(({ contributor, version, removed }) =>
      signReceipt(keys, {
        ...{ erasure: id, contributor, version, removed },
        ...{ erasedAt: at.toISOString(), heldAreas: held },
      }),
    );
    await saveErasure(writer, { id, customerId, ground, requestedBy, erasedAt: at, heldAreas: held }, receipts);
    await saveMarks(writer, keys, person, id);
    if (removals.some(({ removed }) => (removed['core.ledger_entry'] ?? 0) > 0)) await refitPurchases(writer);
    return { id, receipts, heldAreas: held };
  };
  // A resubmission may hold rows that this removes while it waits for the lock that this holds.
  return retryOnConflict(() => services.database.transaction(erase, { statementTimeout }));
}

async function begin(writer: Writer, customerId: number, at: Date) {
  await lockForErasure(writer, customerId);
  const person = await readPerson(writer, customerId);
  if (person === null) throw new RapportError('NOT_FOUND', 'There is no such customer.');
  return { person, holds: await holdsAt(writer, customerId, at) };
}

/** Plugins first, while the customer is there; strays and queues are found by claims, which go with the tables. */
async function remove(
  writer: Writer,
  registry: ErasureServices['registry'],
  person: Person,
  held: readonly Area[],
): Promise<readonly Removal[]> {
  const plugins = held.includes('plugins') ? [] : await erasePlugins(writer, registry, person.customerId);
  const queues = held.includes('intake') ? {} : await sweepQueues(writer, person);
  const strays = await sweepStrays(writer, person, held);
  const tables = await sweepTables(writer, person, held);
  // Until they are added up, changes of small groups still say of what kind somebody was.
  await foldGroups(writer);
  const core = { contributor: 'core', version: platformVersion, removed: added(tables, strays) };
  return [core, { contributor: 'queues', version: platformVersion, removed: queues }, ...plugins];
}

function added(one: Counts, other: Counts): Counts {
  const tables = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(tables.map((table) => [table, (one[table] ?? 0) + (other[table] ?? 0)]));
}

function heldAreas(holds: readonly LegalHoldRow[]): readonly Area[] {
  const held = new Set(holds.flatMap(({ areas }) => areas));
  return areaNames.filter((area) => held.has(area));
}

function heldBack(holds: readonly LegalHoldRow[]): RapportError {
  const told = holds.map(({ reason, placedBy, endsAt }) => {
    const until = endsAt === null ? 'until it is released' : `until ${endsAt.toISOString().slice(0, 10)}`;
    return `"${reason}" by ${placedBy}, ${until}`;
  });
  return new RapportError('LEGAL_HOLD', `Everything is kept by a legal hold: ${told.join('; ')}.`);
}
