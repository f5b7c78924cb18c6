/**
 * A request to a web hook, as another system sends it.
 *
 * @since 0.1.0
 */
export interface AdapterRequest {
  /** Default `POST`. */
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** The part of the path after the adapter's id, such as `v1/batch`. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Default: `content-type: application/json`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, so that what was signed is what arrives. */
  readonly body?: string | Uint8Array;
}

/**
 * What the sender is told.
 *
 * @since 0.1.0
 */
export interface AdapterAnswer {
  readonly status: number;
  /** How many items came to which end; empty when the request was refused. */
  readonly counts: Readonly<Record<string, number>>;
  /** Items that were not simply accepted. */
  readonly items: readonly {
    readonly status: string;
    readonly position: { readonly line: number };
    readonly sourceKey?: string;
    readonly code?: string;
    readonly reason?: string;
  }[];
  /** Why the request as a whole was refused; null when it was taken. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** @param door `<plugin id>/<adapter id>` */
export async function sendToAdapter(url: string, door: string, request: AdapterRequest): Promise<AdapterAnswer> {
  const { method = 'POST', path = '', query = {}, headers = {}, body } = request;
  const search = new URLSearchParams(query).toString();
  const address = `${url}/intake/${door}${path === '' ? '' : `/${path}`}${search === '' ? '' : `?${search}`}`;
  const response = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && method !== 'GET' && { body: body as BodyInit }),
  });
  const answer = JSON.parse(await response.text()) as Told;
  const [error] = answer.errors ?? [];
  return {
    status: response.status,
    counts: answer.counts ?? {},
    items: answer.items ?? [],
    refusal: error === undefined ? null : { code: error.extensions.code, message: error.message },
  };
}

interface Told extends Partial<Pick<AdapterAnswer, 'counts' | 'items'>> {
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}
