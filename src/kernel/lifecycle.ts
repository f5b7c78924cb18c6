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
  let phase: Phase = { name: 'created' };
  let stopping: Promise<void> | undefined;
  const started: Service[] = [];

  const stopStarted = async (): Promise<readonly Error[]> => {
    const failures: Error[] = [];
    for (let service = started.pop(); service !== undefined; service = started.pop()) {
      try {
        await service.stop();
      } catch (error) {
        failures.push(new Error(`${service.name} did not stop: ${reasonOf(error)}`, { cause: error }));
      }
    }
    return failures;
  };
  const startAll = async (): Promise<void> => {
    for (const service of services) {
      // A stop that came in meanwhile ends the start where it stands.
      if (stopping !== undefined) return;
      phase = { name: 'starting', service: service.name };
      await service.start();
      started.push(service);
    }
  };
  const stopAll = async (): Promise<void> => {
    await starting?.catch(() => undefined);
    if (phase.name === 'failed') return;
    phase = { name: 'stopping' };
    const failures = await stopStarted();
    phase = { name: 'stopped' };
    if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
  };

  let starting: Promise<void> | undefined;
  const startOnce = async (): Promise<void> => {
    try {
      await startAll();
      if (stopping === undefined) phase = { name: 'running' };
    } catch (error) {
      await stopStarted();
      phase = { name: 'failed', reason: reasonOf(error) };
      throw error;
    }
  };
  return {
    get phase() {
      return phase;
    },
    async start() {
      if (phase.name !== 'created') throw new RapportError('CONFLICT', `Already ${phase.name}; it starts once.`);
      starting = startOnce();
      await starting;
    },
    stop() {
      stopping ??= stopAll();
      return stopping;
    },
  };
}
