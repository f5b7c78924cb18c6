import { type AddressInfo, createServer } from 'node:net';
import { RapportError } from '../../sdk';

/** Where a server is to listen. */
interface Place {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
}

/**
 * Refuses at once what would only fail at the end of a start.
 *
 * @throws RapportError CONFIG_INVALID that names a port which is free
 */
export async function requireFreePort({ host, port }: Place): Promise<void> {
  const fault = await listeningFault({ host, port });
  if (fault === null) return;
  const free = await freePort(host);
  const message =
    `PORT ${port} of ${host} ${reasonOf(fault)}. ` +
    `End what listens there, or choose another port; ${free} is free now: "npm run dev -- --port ${free}" ` +
    `(rapport dev --port ${free}), and RAPPORT_URL=http://${host}:${free} before "npm run send".`;
  throw new RapportError('CONFIG_INVALID', message, {}, { cause: fault });
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'is taken by another program';
  return `cannot be listened on (${code ?? message})`;
}

/** Why nobody can listen there; null when one can. */
function listeningFault(place: Place): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen({ ...place, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

/** Any of the machine when the host itself is at fault. */
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (host === loopback) reject(error);
      else resolve(freePort(loopback));
    });
    probe.listen({ host, port: 0, exclusive: true }, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

const loopback = '127.0.0.1';
