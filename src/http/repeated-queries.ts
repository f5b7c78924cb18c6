import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, getOperationAST, OperationTypeNode } from 'graphql';
import { refusalOf } from '../auth';
import { clientError } from './client-error';
import { endReads } from './end-reads';
import { measuredFault } from './limit-cost';
import { answerText, RawData } from './raw-answer';
import { RecentMap } from './recent-map';
import type { OperationContext } from './request-context';
import type { HttpServices } from './services';
import { tryExecutor } from './try-executor';

/**
 * Answers queries that differ in their variables only from one that Apollo Server has let through and the executor has
 * answered: hashing and finding the document, reading headers and asking every plugin again would take longer than the
 * rest of the way. Whatever is not the ordinary case is left to Apollo Server, whose words the caller then gets.
 */
export interface RepeatedQueries {
  /** The text of the answer, its headers set; null: Apollo Server is to answer. */
  answer(request: FastifyRequest, reply: FastifyReply, context: OperationContext): Promise<string | null>;
  /** To be told when Apollo Server has answered. */
  learn(request: FastifyRequest, reply: FastifyReply, context: OperationContext): void;
}

/** What an ordinary request says. */
interface Question {
  /** Stands for one document: its text, or what a persisted one is asked for by. */
  readonly key: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Known {
  readonly document: DocumentNode;
  /** By the method and Accept header of requests. */
  readonly heads: Map<string, Head>;
}

/** Headers as Apollo Server set them. */
type Head = Readonly<Record<'content-type' | 'cache-control', string>>;

/** Documents kept; the longest is bounded by the parser's limit of tokens. */
const mostDocuments = 500;

/** Heads kept with a document. */
const mostHeads = 20;

type Services = Pick<HttpServices, 'execute' | 'schema' | 'config'>;

export function repeatedQueries({ execute, schema, config }: Services): RepeatedQueries {
  const documents = new RecentMap<Known>(mostDocuments);
  return {
    answer: async (request, reply, context) => {
      const question = questionOf(request, context);
      const known = question === null ? undefined : documents.get(question.key);
      const head = known?.heads.get(headKeyOf(request));
      if (question === null || known === undefined || head === undefined) return null;
      const { document } = known;
      const { operationName, variables } = question;
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== OperationTypeNode.QUERY) return null;
      if (refusalOf({ schema, document, operation, principal: context.principal }) !== null) return null;
      if (measuredFault({ schema, document, operation, variables }, config.limits, context) !== null) return null;
      const answer = await tryExecutor(execute, { document, operationName, variables, context });
      if (answer.tier !== 'compiled') return null;
      endReads(context, operation);
      reply.headers(head);
      const errors = answer.errors.map((error) => clientError(error.toJSON(), error));
      return answerText({ data: new RawData(answer.text), ...(errors.length === 0 ? {} : { errors }) });
    },
    learn: (request, reply, context) => {
      const { document, answer } = context.notes;
      const question = questionOf(request, context);
      if (document === undefined || answer?.tier !== 'compiled' || question === null) return;
      if (reply.statusCode !== 200) return;
      const known = documents.get(question.key) ?? { document, heads: new Map() };
      if (known.heads.size < mostHeads) known.heads.set(headKeyOf(request), headOf(reply));
      documents.set(question.key, known);
    },
  };
}

/** Null unless it is the ordinary case: one operation in JSON, without extensions and wishes. */
function questionOf(request: FastifyRequest, { registeredText }: OperationContext): Question | null {
  if (request.headers['rapport-explain'] !== undefined) return null;
  return request.method === 'GET' ? questionOfAddress(request) : questionOfBody(request, registeredText);
}

function questionOfBody({ body }: FastifyRequest, registeredText: string | null): Question | null {
  if (typeof body !== 'object' || body === null) return null;
  const { query, operationName, variables, extensions } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || extensions != null) return null;
  return question(registeredText ?? query, operationName, variables);
}

/** A persisted document, in a request that no web page can forge. */
function questionOfAddress({ query: parameters, headers }: FastifyRequest): Question | null {
  const { query, extensions, variables, operationName } = parameters as Readonly<Record<string, unknown>>;
  if (!headers['apollo-require-preflight'] || headers['content-type'] !== undefined) return null;
  if (query !== undefined || typeof extensions !== 'string' || !asksForDocumentOnly(extensions)) return null;
  return question(`persisted ${extensions}`, operationName, variables === undefined ? null : parsed(variables));
}

function question(key: string, operationName: unknown = null, variables: unknown): Question | null {
  if (operationName !== null && (typeof operationName !== 'string' || operationName === '')) return null;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
  return { key, operationName, variables: (variables ?? {}) as Question['variables'] };
}

/** As clients write it; whatever else is in the extensions is a wish. */
const asksForDocumentOnly = (extensions: string): boolean =>
  /^\{"persistedQuery":\{"version":1,"sha256Hash":"[0-9a-f]{64}"\}\}$/.test(extensions);

/** What is no JSON is told apart from what is there by being no object. */
function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

const headKeyOf = ({ method, headers }: FastifyRequest): string => `${method} ${headers.accept ?? ''}`;

const headOf = (reply: FastifyReply): Head => ({
  'content-type': String(reply.getHeader('content-type')),
  'cache-control': String(reply.getHeader('cache-control')),
});
