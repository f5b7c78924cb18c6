import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database';
import type { Registry } from '../../kernel';
import { type Job, type Principal, RapportError, type Writer } from '../../sdk';
import { appendEntries, type NewEntry } from '../audit/read-audit.store';
import { keepErasuresOut, readPerson } from '../erasure/person.store';
import { type AccessRow, askForJob, lockAccess, purgeCopies, saveRequest, saveSection } from './access.store';
import { sectionsOf } from './sections';

export interface AccessServices {
  readonly database: Pick<Database, 'transaction'>;
  readonly registry: Pick<Registry, 'storage'>;
}

export const accessJob = 'core.subject-access';

/** A copy holds everything once more; who asked for it has fetched it by then. */
const keptMilliseconds = 30 * 24 * 60 * 60 * 1000;

export interface AccessRequest {
  readonly customerId: number;
  readonly requestedBy: string;
  readonly at: Date;
}

/** Keeps a request for a copy and hands it to the job. Answers its id. */
export function requestAccess(services: AccessServices, request: AccessRequest): Promise<string> {
  return services.database.transaction(async (writer) => {
    const id = await begin(writer, services, request);
    await askForJob(writer, accessJob, { accessId: id, customerId: request.customerId });
    return id;
  });
}

/** Makes the whole copy here and now, for commands. Answers its id. */
export async function collectAccess(services: AccessServices, request: AccessRequest): Promise<string> {
  const id = await services.database.transaction((writer) => begin(writer, services, request));
  const by = { subject: request.requestedBy, roles: ['admin'] };
  let left = true;
  while (left) {
    const access = await services.database.transaction((writer) =>
      collectNext(writer, services, { id, by, at: request.at }),
    );
    left = access !== null && access.sectionsDone + 1 < access.sections;
  }
  return id;
}

async function begin(
  writer: Writer,
  { registry }: AccessServices,
  { customerId, requestedBy, at }: AccessRequest,
): Promise<string> {
  const id = randomUUID();
  if ((await readPerson(writer, customerId)) === null)
    throw new RapportError('NOT_FOUND', 'There is no such customer.');
  const sections = sectionsOf(registry).length;
  await saveRequest(writer, { id, customerId, sections, requestedBy, requestedAt: at });
  return id;
}

interface Collection {
  readonly id: string;
  /** Who reads the data of the person: the command's user, or the job. */
  readonly by: Pick<Principal, 'subject' | 'roles'>;
  readonly at: Date;
}

function collectionEntry({ id, customerId, requestedBy }: AccessRow, by: Collection['by'], at: Date): NewEntry {
  const operation = `collects a copy that ${requestedBy} asked for`;
  const { subject, roles } = by;
  return { readAt: at, subject, roles, operation, purpose: null, requestId: id, customerIds: [customerId] };
}

/** Collects the next part. Answers the request as it was before, null when it is finished or gone. */
async function collectNext(
  writer: Writer,
  { registry }: AccessServices,
  { id, by, at }: Collection,
): Promise<AccessRow | null> {
  // A copy for somebody else may show a person who is being erased, and the erasure looks at copies that are there.
  await keepErasuresOut(writer);
  const access = await lockAccess(writer, id);
  if (access === null || access.state === 'finished') return null;
  const person = await readPerson(writer, access.customerId);
  const section = sectionsOf(registry)[access.sectionsDone];
  if (person === null || section === undefined) return null;
  if (access.sectionsDone === 0) await appendEntries(writer, [collectionEntry(access, by, at)]);
  const { contributor, title } = section;
  await saveSection(writer, access, { contributor, title, content: await section.collect(writer, person) }, at);
  return access;
}

/** One part per run, so that the progress can be seen and a crash costs one part. */
export function accessJobs(services: AccessServices): readonly Job[] {
  return [
    {
      id: accessJob,
      title: 'Collects everything held on a person who asked for it',
      run: async ({ writer, principal, now, payload }) => {
        const collection = { id: String(payload.accessId), by: principal, at: now };
        const access = await collectNext(writer, services, collection);
        if (access !== null && access.sectionsDone + 1 < access.sections) await askForJob(writer, accessJob, payload);
      },
    },
    {
      id: 'core.purge-subject-access',
      title: 'Removes copies for persons that are older than 30 days',
      schedule: '37 3 * * *',
      run: async ({ writer, now, log }) => {
        const removed = await purgeCopies(writer, new Date(now.getTime() - keptMilliseconds));
        if (removed > 0) log('Old copies were removed.', { removed });
      },
    },
  ];
}
