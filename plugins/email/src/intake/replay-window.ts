import { RapportError } from 'rapport/sdk';
import { instantFromSeconds } from './mail-event';

/** Clocks of sender and receiver may differ by this much. */
const clockSkew = 5 * 60_000;

/**
 * Refuses a signature that was made too long ago, or ahead of our clock.
 *
 * @param seconds Unix seconds as signed
 * @throws RapportError SIGNATURE_EXPIRED, or SIGNATURE_INVALID when the value is no time
 */
export function checkReplayWindow(seconds: number | undefined, receivedAt: Date, windowMinutes: number): void {
  const signedAt = instantFromSeconds(seconds);
  if (signedAt === undefined) throw new RapportError('SIGNATURE_INVALID', 'The signed time stamp is no time.');
  const age = receivedAt.getTime() - signedAt.getTime();
  if (age > windowMinutes * 60_000 || age < -clockSkew) {
    throw new RapportError('SIGNATURE_EXPIRED', `The request was signed at ${signedAt.toISOString()}.`);
  }
}
