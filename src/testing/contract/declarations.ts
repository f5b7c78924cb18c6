import { installSources } from '../../execution';
import { createKernel, type Fault, KernelError, lateServices } from '../../kernel';
import { type CoreServices, coreEnums, coreModules } from '../../open-platform';
import { type ErrorCode, errorCodes } from '../../sdk';
import { platformVersion } from '../../shared/platform';
import { type Finding, finder } from './finding';
import type { StaticCheck, Subject } from './subject';

/** What the checks of the hooks find too, in more cases and with the event that shows it. */
const ofHooks: ReadonlySet<ErrorCode> = new Set(['SCORE_INVALID', 'SIGNAL_UNDECLARED', 'ADOPTION_UNDECLARED']);

/** All that the platform itself refuses at the start, such as names without the prefix, and details that no field can show. */
export const declarations: StaticCheck = {
  name: 'declarations',
  says: 'declares what the platform accepts: names with its prefix, described types, fields that agree with their details',
  run: (subject) =>
    bootFaults(subject)
      .filter(({ code }) => !ofHooks.has(code))
      .map(findingOf),
};

/** Why the platform does not start with the plugin; empty when it does. */
export function bootFaults(subject: Subject): readonly Fault[] {
  const known = found.get(subject) ?? faultsOf(subject);
  found.set(subject, known);
  return known;
}

const found = new WeakMap<Subject, readonly Fault[]>();

function faultsOf({ plugin, others, endless }: Subject): readonly Fault[] {
  // The platform runs the hook before it starts.
  if (endless !== null) return [];
  try {
    createKernel({
      platformVersion,
      coreModules: coreModules(lateServices<CoreServices>().services),
      plugins: [...others, plugin],
      dynamicEnums: coreEnums,
      installSources,
    });
    return [];
  } catch (error) {
    if (error instanceof KernelError) return error.faults;
    throw error;
  }
}

function findingOf({ plugin, code, subject, message }: Fault): Finding {
  return finder('declarations')(subject === '' ? plugin : subject, `${code}: ${message}`, errorCodes[code]);
}
