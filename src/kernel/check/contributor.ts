import type { Contributions, ErrorCode, PluginManifest } from '../../sdk';
import type { Fault } from '../fault';
import type { MetadataIndex } from '../graphql/metadata-index';
import type { DeclaredTypes } from './declared-types';

/** Someone who contributes: a plugin, or the core with all its features. */
export interface Contributor {
  readonly id: string;
  readonly contributions: Contributions;
}

export interface PluginContributor extends Contributor {
  readonly manifest: PluginManifest;
}

/** What the checks look at. Everything of a plugin in it has the right shape; what had not was reported and left out. */
export interface CheckContext {
  readonly platformVersion: string;
  readonly core: Contributor;
  /** In the order of precedence: of two claimants to a name the later one is at fault. */
  readonly plugins: readonly PluginContributor[];
  /** Configured plugins that do not run, by name, with the reason. */
  readonly absent: ReadonlyMap<string, string>;
  /** The core first, then the plugins. */
  readonly everyone: readonly Contributor[];
  readonly index: MetadataIndex;
  readonly types: DeclaredTypes;
}

/** A family of checks. Guarded by the caller: what a plugin's code throws becomes a fault of that plugin. */
export type PluginCheck = (plugin: PluginContributor, context: CheckContext) => readonly Fault[];

/** A family of checks over all contributors that never calls a plugin's code. */
export type CommonCheck = (context: CheckContext) => readonly Fault[];

/** A fault of a contributor, without or with another claimant. */
export function faultOf(
  contributor: { readonly id: string },
  code: ErrorCode,
  subject: string,
  message: string,
  otherClaimant?: string,
): Fault {
  const fault = { code, plugin: contributor.id, subject, message };
  return otherClaimant === undefined ? fault : { ...fault, otherClaimant };
}
