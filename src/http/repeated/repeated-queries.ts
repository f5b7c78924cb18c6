import { type DocumentNode, getOperationAST, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { refusalOf } from '../../auth';
import { clientError } from '../client-error';
import { notKept } from '../conditional-get';
import { endReads } from '../end-reads';
import { measuredFault } from '../limit-cost';
import { answerText, RawData } from '../raw-answer';
import type { OperationContext } from '../request-context';
import type { HttpServices } from '../services';
import { tryExecutor } from '../try-executor';
import { type Asked, type Question, questionOf } from './question';
import { RecentMap } from './recent-map';

/**
 * Answers queries that differ in their variables only from one that Apollo Server has let through and the executor has
 * answered: hashing and finding the document, reading headers and asking every plugin again would take longer than the
 * rest of the way. Whatever is not the ordinary case is left to Apollo Server, whose words the caller then gets.
 */
export interface RepeatedQueries {
  /** Whether a request asks what has been answered before; null: it does not. */
  find(asked: Asked, registeredText: string | null): RepeatedQuery | null;
  /** For an operation that has been let in. Null: Apollo Server is to answer. */
  answer(repeated: RepeatedQuery, context: OperationContext): Promise<RepeatedAnswer | null>;
  /** To be told of a request that Apollo Server has answered with status 200, and of all headers that the answer has then. */
  learn(asked: Asked, headers: AnswerHeaders, context: OperationContext): void;
}

export interface RepeatedQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly question: Question;
  readonly head: Head;
}

export interface RepeatedAnswer {
  readonly text: string;
  readonly head: Head;
}

/** All headers of an answer. */
type AnswerHeaders = Readonly<Record<string, number | string | readonly string[] | undefined>>;

/** Headers of the first answer, names and values in turns, without those that each answer has of its own. */
export type Head = readonly string[];

interface Known {
  readonly document: DocumentNode;
  /** By what their headers depend on: method, Accept and Origin of requests. */
  readonly heads: Map<string, Head>;
}

/** Documents kept, and characters of all of them: one that is read takes up to 80 bytes for each. */
const most = { entries: 500, weight: 2_000_000 };

/** Heads kept with a document. */
const mostHeads = 20;

type Services = Pick<HttpServices, 'execute' | 'schema' | 'config'>;

export function repeatedQueries({ execute, schema, config }: Services): RepeatedQueries {
  const documents = new RecentMap<Known>(most);
  return {
    find: (asked, registeredText) => {
      const question = questionOf(asked, registeredText);
      const known = question === null ? undefined : documents.get(question.key);
      const head = known?.heads.get(headKeyOf(asked));
      if (question === null || known === undefined || head === undefined) return null;
      const { document } = known;
      const operation = getOperationAST(document, question.operationName);
      if (operation?.operation !== OperationTypeNode.QUERY) return null;
      return { document, operation, question, head };
    },
    answer: async ({ document, operation, question: { operationName, variables }, head }, context) => {
      if (refusalOf({ schema, document, operation, principal: context.principal }) !== null) return null;
      if (measuredFault({ schema, document, operation, variables }, config.limits, context) !== null) return null;
      const answer = await tryExecutor(execute, { document, operationName, variables, context });
      if (answer.tier !== 'compiled') return null;
      endReads(context, operation);
      const data = new RawData(answer.text);
      if (answer.errors.length === 0) return { head, text: answerText({ data }) };
      const errors = answer.errors.map((error) => clientError(error.toJSON(), error));
      return { head: unkept(head), text: answerText({ data, errors }) };
    },
    learn: (asked, headers, { notes: { document, answer }, registeredText }) => {
      const question = questionOf(asked, registeredText);
      if (document === undefined || answer?.tier !== 'compiled' || question === null) return;
      // What may be kept by callers is told by answers without errors.
      if (answer.errors.length > 0) return;
      const known = documents.get(question.key) ?? { document, heads: new Map() };
      if (known.heads.size < mostHeads) known.heads.set(headKeyOf(asked), headOf(headers));
      documents.set(question.key, known, document.loc?.source.body.length ?? question.key.length);
    },
  };
}

const headKeyOf = ({ method, headers: { accept = '', origin } }: Asked): string =>
  origin === undefined ? `${method} ${accept}` : `${method} ${accept} ${origin}`;

/** Each answer has a length and a request of its own. */
const ownHeaders: ReadonlySet<string> = new Set(['x-request-id', 'content-length']);

const headOf = (headers: AnswerHeaders): Head =>
  Object.entries(headers).flatMap(([name, value]) => (ownHeaders.has(name) ? [] : [name, String(value)]));

const unkept = (head: Head): Head =>
  head.map((value, place) => (head[place - 1] === 'cache-control' ? notKept : value));
