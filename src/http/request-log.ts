import type { FastifyBaseLogger } from 'fastify';

type Bindings = Parameters<FastifyBaseLogger['child']>[0];
type Words = Parameters<FastifyBaseLogger['info']>;

/**
 * The log of one request, which names it in every line. Hardly any request has something to say, so that the child, whose
 * bindings are written out and rid of secrets, is made with the first line only.
 */
export function requestLog(log: FastifyBaseLogger, bindings: Bindings): FastifyBaseLogger {
  return new RequestLog(log, bindings) as FastifyBaseLogger;
}

class RequestLog {
  readonly #log: FastifyBaseLogger;
  readonly #bindings: Bindings;
  #made: FastifyBaseLogger | null = null;

  constructor(log: FastifyBaseLogger, bindings: Bindings) {
    this.#log = log;
    this.#bindings = bindings;
  }

  get level(): string {
    return this.#log.level;
  }

  child(...words: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#own().child(...words);
  }

  fatal(...words: Words): void {
    this.#own().fatal(...words);
  }

  error(...words: Words): void {
    this.#own().error(...words);
  }

  warn(...words: Words): void {
    this.#own().warn(...words);
  }

  info(...words: Words): void {
    this.#own().info(...words);
  }

  debug(...words: Words): void {
    this.#own().debug(...words);
  }

  trace(...words: Words): void {
    this.#own().trace(...words);
  }

  silent(...words: Words): void {
    this.#own().silent(...words);
  }

  #own(): FastifyBaseLogger {
    this.#made ??= this.#log.child(this.#bindings);
    return this.#made;
  }
}
