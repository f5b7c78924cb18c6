import type { Principal } from '../sdk';
import type { Clock } from '../shared/clock';

/** Timers cannot be set further ahead; nobody keeps a connection for weeks. */
const longestTimer = 2_147_483_647;

/** Something that is open until it says that it is closed. */
export interface Connection {
  once(event: 'close', listener: () => void): unknown;
}

/** Calls `end` when the credentials end by which a connection was opened, unless it is closed before. */
export function endWithCredentials(
  clock: Clock,
  { expiresAt }: Principal,
  connection: Connection,
  end: () => void,
): void {
  if (expiresAt === undefined) return;
  const left = expiresAt.getTime() - clock.now().getTime();
  const timer = setTimeout(end, Math.min(Math.max(left, 0), longestTimer)).unref();
  connection.once('close', () => clearTimeout(timer));
}
