import type { ErrorCode } from '../../sdk';
import type { BootPhase, LoadedPlugin, PhaseTime } from '../load/load-plugins';
import type { BootFault } from './boot-fault';

/** Where a configured plugin stands during the start. */
export interface Standing {
  readonly loaded: LoadedPlugin;
  /** What it goes by: its id, or what was configured while that is unknown. */
  readonly id: string;
  /** Whether it does not run. */
  isOut: boolean;
  /** Why not; none when it is switched off. */
  readonly faults: BootFault[];
  readonly times: PhaseTime[];
  readonly warnings: string[];
}

/** Everybody at the beginning: what could not be loaded is out already, and so is the second of two with the same id. */
export function standingsOf(loaded: readonly LoadedPlugin[]): readonly Standing[] {
  const all = loaded.map(standingOf);
  const first = new Map<string, Standing>();
  for (const standing of byPrecedence(all).filter(({ isOut }) => !isOut)) {
    const other = first.get(standing.id);
    if (other === undefined) first.set(standing.id, standing);
    else exclude(standing, other);
  }
  return all;
}

/** Required plugins first, then as configured. */
export function byPrecedence(all: readonly Standing[]): readonly Standing[] {
  const rank = ({ loaded }: Standing): number => (loaded.policy === 'required' ? 0 : 1);
  return all.toSorted((one, other) => rank(one) - rank(other));
}

/** Every name that others may mean it by. */
export function namesOf({ id, loaded: { use } }: Standing): readonly string[] {
  return [...new Set([id, use, use.replace(/^.*\//, '').replace(/^rapport-plugin-/, '')])];
}

/** What a plugin goes by: its id, or what was configured while that is unknown. The manifest has not been checked yet. */
export function idOfLoaded({ manifest, use }: LoadedPlugin): string {
  const id: unknown = manifest?.id;
  return typeof id === 'string' && id !== '' ? id : use;
}

function standingOf(loaded: LoadedPlugin): Standing {
  const faults = loaded.faults.map((fault) => ({ ...fault, phase: phases[fault.code] ?? 'load' }));
  return {
    loaded,
    id: idOfLoaded(loaded),
    isOut: loaded.plugin === null,
    faults,
    times: [...loaded.times],
    warnings: [],
  };
}

const phases: Readonly<Partial<Record<ErrorCode, BootPhase>>> = {
  PLUGIN_NOT_FOUND: 'resolve',
  PLUGIN_OPTIONS_INVALID: 'configure',
  PLUGIN_CONTRIBUTE_FAILED: 'configure',
};

function exclude(standing: Standing, { loaded: { use, manifest } }: Standing): void {
  const { id } = standing;
  standing.isOut = true;
  standing.faults.push({
    ...{ code: 'PLUGIN_ID_DUPLICATE', plugin: id, subject: id, otherClaimant: id, phase: 'check' },
    message: `"${manifest?.title ?? use}" ${manifest?.version ?? ''} has the id "${id}" already. Remove one of them.`,
  });
}
