import { RapportError } from '../sdk';
import { reasonOf } from './fault';

/** A part of the running platform: the database, jobs, the HTTP door. */
export interface Service {
  readonly name: string;
  start(): Promise<void>;
  /** Finishes what is under way and lets go. Called only after a successful start. */
  stop(): Promise<void>;
}

/** Where the platform stands. `stopped` and `failed` are final; a new start needs a new lifecycle. */
export type Phase =
  | { readonly name: 'created' }
  | { readonly name: 'starting'; readonly service: string }
  | { readonly name: 'running' }
  | { readonly name: 'stopping' }
  | { readonly name: 'stopped' }
  | { readonly name: 'failed'; readonly reason: string };

export interface Lifecycle {
  readonly phase: Phase;
  /** Starts the services in order. When one fails, those before it are stopped in reverse order and its error is thrown. */
  start(): Promise<void>;
  /** Stops in reverse order, each service once however often it is called. @throws AggregateError of what failed to stop */
  stop(): Promise<void>;
}

export function createLifecycle(services: readonly Service[]): Lifecycle {
  return new ServiceLifecycle(services);
}

class ServiceLifecycle implements Lifecycle {
  readonly #services: readonly Service[];
  readonly #started: Service[] = [];
  #phase: Phase = { name: 'created' };
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(services: readonly Service[]) {
    this.#services = services;
  }

  get phase(): Phase {
    return this.#phase;
  }

  async start(): Promise<void> {
    if (this.#phase.name !== 'created') {
      throw new RapportError('CONFLICT', `Already ${this.#phase.name}; it starts once.`);
    }
    this.#starting = this.#startAll();
    await this.#starting;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #startAll(): Promise<void> {
    try {
      for (const service of this.#services) {
        // A stop that came in meanwhile ends the start where it stands.
        if (this.#stopping !== undefined) return;
        this.#phase = { name: 'starting', service: service.name };
        await service.start();
        this.#started.push(service);
      }
      if (this.#stopping === undefined) this.#phase = { name: 'running' };
    } catch (error) {
      await this.#stopStarted();
      this.#phase = { name: 'failed', reason: reasonOf(error) };
      throw error;
    }
  }

  async #stopAll(): Promise<void> {
    // Whoever started learns of a failed start; here only its end matters.
    await this.#starting?.catch(() => undefined);
    if (this.#phase.name === 'failed') return;
    this.#phase = { name: 'stopping' };
    const failures = await this.#stopStarted();
    this.#phase = { name: 'stopped' };
    if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
  }

  async #stopStarted(): Promise<readonly Error[]> {
    const failures: Error[] = [];
    for (let service = this.#started.pop(); service !== undefined; service = this.#started.pop()) {
      try {
        await service.stop();
      } catch (error) {
        failures.push(new Error(`${service.name} did not stop: ${reasonOf(error)}`, { cause: error }));
      }
    }
    return failures;
  }
}
