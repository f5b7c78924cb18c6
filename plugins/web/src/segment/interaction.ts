import { asObject, asText, type IntakeRecord, type InteractionRecord, present, RapportError } from 'rapport/sdk';
import type { WebOptions } from '../options';
import { bareAddress, brandOfPath, pathOf } from '../paths';
import { robotFilter } from '../robots';
import { customerOf } from './identity';
import type { Message } from './messages';

type Details = Readonly<Record<string, unknown>>;

/** Where on our sites a message comes from. */
export interface Place {
  readonly path: string | undefined;
  readonly referrer: string | undefined;
  readonly campaign: string | undefined;
}

export function placeOf({ body }: Message): Place {
  const [properties, context] = [asObject(body.properties), asObject(body.context)];
  const page = asObject(context.page);
  const path = [properties.path, page.path, properties.url, page.url].map(pathOf).find((found) => found !== undefined);
  return {
    path,
    referrer: bareAddress(properties.referrer) ?? bareAddress(page.referrer),
    campaign: asText(asObject(context.campaign).name),
  };
}

/**
 * The records of something a visitor did: the interaction and, for an enquiry, the request that waits for an answer.
 *
 * @throws RapportError RECORD_MALFORMED when nobody is named
 */
export function interactionRecords(
  message: Message,
  type: string,
  details: Details,
  key: { readonly sourceKey: string; readonly occurredAt: string },
  options: WebOptions,
): readonly IntakeRecord[] {
  const customer = customerOf(message, options);
  if (customer.length === 0) {
    throw new RapportError(
      'RECORD_MALFORMED',
      'The message has neither userId nor anonymousId nor a trait that names the customer.',
    );
  }
  const place = placeOf(message);
  const properties = asObject(message.body.properties);
  const record: InteractionRecord = present({
    kind: 'interaction' as const,
    source: 'segment',
    ...key,
    type,
    customer,
    brand: asText(properties.brand, 80) ?? brandOfPath(place.path, options.brandPaths),
    content: asText(properties.content_code, 80),
    details: present({ ...place, ...details }),
    filtered: filterOf(message),
  });
  return type === 'web.enquiry' && record.filtered === undefined ? [record, requestOf(record)] : [record];
}

/** Libraries on servers and in apps send no user agent; only a browser that names itself a robot is one. */
function filterOf({ body }: Message): InteractionRecord['filtered'] {
  const userAgent = asText(asObject(body.context).userAgent, 1000);
  return userAgent === undefined ? undefined : robotFilter(userAgent);
}

function requestOf(record: InteractionRecord): IntakeRecord {
  const { source, sourceKey, customer, occurredAt, brand, details } = record;
  return present({
    kind: 'need' as const,
    source,
    sourceKey,
    customer,
    need: 'request' as const,
    topic: String(details.topic),
    text: asText(details.message, 10_000),
    raisedAt: occurredAt.length === 10 ? `${occurredAt}T12:00:00.000Z` : occurredAt,
    brand,
    channel: 'web',
  });
}
