import { isObject, parseJson, type WebHookRequest } from 'rapport/sdk';

export type CallKind = 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias';

export interface Message {
  readonly kind: CallKind;
  readonly body: Readonly<Record<string, unknown>>;
  /** Sent to the import call, whose times are taken as they are. */
  readonly historical: boolean;
}

/** The messages of a request, each undefined when it is none; undefined when the request is none of this protocol. */
export function messagesOf({ path, body }: WebHookRequest): readonly (Message | undefined)[] | undefined {
  const call = path.split('/').filter(Boolean).at(-1) ?? '';
  const given = parseJson(body.toString('utf8'));
  if (!isObject(given)) return undefined;
  const kind = kinds.get(call);
  if (kind !== undefined) return [{ kind, body: given, historical: false }];
  if (call !== '' && !batchCalls.includes(call)) return undefined;
  if (!Array.isArray(given.batch)) return call === '' ? [messageOf(given, given, call)] : undefined;
  return given.batch.map((entry: unknown) => messageOf(entry, given, call));
}

const kinds: ReadonlyMap<string, CallKind> = new Map([
  ...(['identify', 'track', 'page', 'screen', 'group', 'alias'] as const).map((kind) => [kind, kind] as const),
  ['i', 'identify'],
  ['t', 'track'],
  ['p', 'page'],
  ['s', 'screen'],
  ['g', 'group'],
  ['a', 'alias'],
]);

const batchCalls: readonly string[] = ['batch', 'b', 'import'];

/** Time of sending and context stand once beside the batch and hold for all of it. */
function messageOf(entry: unknown, around: Readonly<Record<string, unknown>>, call: string): Message | undefined {
  if (!isObject(entry) || typeof entry.type !== 'string') return undefined;
  const kind = kinds.get(entry.type.toLowerCase());
  if (kind === undefined) return undefined;
  const context = { ...asContext(around.context), ...asContext(entry.context) };
  return { kind, body: { sentAt: around.sentAt, ...entry, context }, historical: call === 'import' };
}

function asContext(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
