import type { FastifyRequest } from 'fastify';
import type { DocumentRequest } from './trusted-documents';

type Asked = Pick<FastifyRequest, 'method' | 'body' | 'query'>;

/** What an HTTP request says about its document; parts that cannot be read are left out, and refused where they are read. */
export function documentRequestOf({ method, body, query }: Asked): DocumentRequest {
  if (method === 'POST') return typeof body === 'object' && body !== null ? body : {};
  const parameters = query as DocumentRequest;
  return { ...parameters, extensions: parsed(parameters.extensions) };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
