/** One request of a load; the body is absent for GET. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Somebody who answers the same questions: a server and the requests that ask them, which are sent in turn. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Process whose CPU time counts. */
  readonly pid: number;
  readonly requests: readonly LoadRequest[];
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
}

/** @throws Error when any request fails or is not answered with 200: the figures would be void */
export type LoadTool = (target: Target, options: LoadOptions) => Promise<LoadResult>;
