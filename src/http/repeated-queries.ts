import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, getOperationAST, OperationTypeNode } from 'graphql';
import { refusalOf } from '../auth';
import { endReads } from './end-reads';
import { measuredFault } from './limit-cost';
import { answerText, RawData } from './raw-answer';
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

/** What a body may hold besides its text. */
interface Question {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Known {
  readonly document: DocumentNode;
  /** Media type of the answer as Apollo Server chose it, by the request's Accept header. */
  readonly contentTypes: Map<string, string>;
}

/** Documents kept; the longest is bounded by the parser's limit of tokens. */
const mostDocuments = 500;

/** Accept headers kept with a document. */
const mostContentTypes = 20;

type Services = Pick<HttpServices, 'execute' | 'schema' | 'config'>;

export function repeatedQueries({ execute, schema, config }: Services): RepeatedQueries {
  const documents = new Map<string, Known>();
  return {
    answer: async (request, reply, context) => {
      const question = questionOf(request, context);
      const known = question === null ? undefined : documents.get(question.text);
      const contentType = known?.contentTypes.get(acceptOf(request));
      if (question === null || known === undefined || contentType === undefined) return null;
      const { document } = known;
      const { operationName, variables } = question;
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== OperationTypeNode.QUERY) return null;
      if (refusalOf({ schema, document, operation, principal: context.principal }) !== null) return null;
      if (measuredFault({ schema, document, operation, variables }, config.limits, context) !== null) return null;
      const answer = await tryExecutor(execute, { document, operationName, variables, context });
      if (answer.tier !== 'compiled') return null;
      endReads(context, operation);
      reply.header('content-type', contentType).header('cache-control', 'no-store');
      return answerText({ data: new RawData(answer.text) });
    },
    learn: (request, reply, context) => {
      const { document, answer } = context.notes;
      const question = questionOf(request, context);
      const contentType = reply.getHeader('content-type');
      if (document === undefined || answer?.tier !== 'compiled' || question === null) return;
      if (reply.statusCode !== 200 || typeof contentType !== 'string') return;
      const known = documents.get(question.text) ?? { document, contentTypes: new Map() };
      if (known.contentTypes.size < mostContentTypes) known.contentTypes.set(acceptOf(request), contentType);
      if (documents.size >= mostDocuments) documents.clear();
      documents.set(question.text, known);
    },
  };
}

/** Null unless it is the ordinary case: one operation in JSON, without extensions and wishes. */
function questionOf({ method, body, headers }: FastifyRequest, { registeredText }: OperationContext): Question | null {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return null;
  const { query, operationName = null, variables, extensions } = body as Readonly<Record<string, unknown>>;
  if (extensions != null || headers['rapport-explain'] !== undefined) return null;
  if (operationName !== null && (typeof operationName !== 'string' || operationName === '')) return null;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
  const text = registeredText ?? query;
  if (typeof text !== 'string' || typeof query !== 'string') return null;
  return { text, operationName, variables: (variables ?? {}) as Question['variables'] };
}

const acceptOf = ({ headers }: FastifyRequest): string => headers.accept ?? '';
