import { userInfo } from 'node:os';
import { commandPrincipal } from '../auth/principal';
import type { Principal } from '../sdk';

/** Who runs the command: `os:ana`, or `os:1000` where the user has no name. */
export function operator(): Principal {
  return commandPrincipal(nameOfUser());
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch (error) {
    // A container may run as a number that its list of users does not have.
    const uid = process.getuid?.();
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SYSTEM_ERROR' || uid === undefined) throw error;
    return String(uid);
  }
}
