import { errorCodes } from '../sdk';
import type { BootFault } from './boot/boot-fault';
import type { RunningFault } from './health';
import type { PluginFault } from './plugin-info';

/**
 * A fault for the API. Its own words may quote files and settings, so only those who administer are told them; others get
 * the meaning of the code.
 */
export function describeFault(fault: BootFault | RunningFault, isTold: boolean): PluginFault {
  const { code } = fault;
  const message = isTold ? fault.message : errorCodes[code];
  if (!('phase' in fault)) return { code, message, phase: null, subject: null, otherClaimant: null, ...seen(fault) };
  const { phase, subject, otherClaimant = null } = fault;
  return { code, message, phase, subject, otherClaimant, count: 1, lastAt: null };
}

const seen = ({ count, lastAt }: RunningFault): Pick<PluginFault, 'count' | 'lastAt'> => ({ count, lastAt });
