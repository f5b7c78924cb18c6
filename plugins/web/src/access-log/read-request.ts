import { createHmac } from 'node:crypto';
import { type CustomerKey, type InteractionRecord, present, RapportError } from 'rapport/sdk';
import type { WebOptions } from '../options';
import { bareAddress, brandOfPath, fileOf } from '../paths';
import { robotFilter } from '../robots';
import { userSystem, visitorSystem } from '../visitors';
import { classify } from './classify';
import { instantOf, type LoggedRequest } from './parse-line';

export interface LogReading {
  readonly options: WebOptions;
  readonly source: string;
  readonly salt: string;
}

/**
 * The visit that a logged request is, without its key.
 *
 * @throws RapportError NOT_A_CONTACT when it is none, TIME_INVALID
 */
export function visitOf(request: LoggedRequest, reading: LogReading): Omit<InteractionRecord, 'sourceKey'> {
  const occurredAt = instantOf(request.time);
  if (occurredAt === undefined)
    throw new RapportError('TIME_INVALID', `"${request.time.slice(0, 40)}" is no time of a log.`);
  const visit = classify(request);
  if ('noContact' in visit) throw new RapportError('NOT_A_CONTACT', `Not a visit: ${visit.noContact}.`);
  const referrer = bareAddress(request.referrer);
  const file = fileOf(visit.path) ?? visit.path;
  return present({
    kind: 'interaction' as const,
    source: reading.source,
    type: visit.visit === 'page' ? 'web.page_view' : 'web.download',
    customer: [visitorOf(request, reading.salt)],
    occurredAt,
    brand: brandOfPath(visit.path, reading.options.brandPaths),
    details: present({ path: visit.path, referrer, file: visit.visit === 'download' ? file : undefined }),
    filtered: robotFilter(request.userAgent),
  });
}

/** The user that signed in, or a key of address and program that does not give the address away. */
function visitorOf({ user, address, userAgent = '' }: LoggedRequest, salt: string): CustomerKey {
  if (user !== undefined) return { system: userSystem, value: user };
  const digest = createHmac('sha256', salt).update(`${address}\n${userAgent}`).digest('base64url');
  return { system: visitorSystem, value: `log:${digest.slice(0, 32)}` };
}
