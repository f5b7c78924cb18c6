import type { PluginFactory, PluginMigration, Writer } from '../../sdk';

/**
 * What the contract suite cannot find out from a plugin's declarations. Leave out what the plugin does not have.
 *
 * @since 0.1.0
 * @example
 * import { createHmac } from 'node:crypto';
 * import type { ContractSamples } from 'rapport/testing';
 *
 * const secret = 'a-secret-of-the-tests';
 * const samples: ContractSamples = {
 *   options: { secret },
 *   webHooks: {
 *     gateway: {
 *       body: { id: 'm-1', from: '+15550100', text: 'Yes', at: '2026-11-20T09:00:00Z' },
 *       sign: (body) => ({ headers: { 'x-signature': createHmac('sha256', secret).update(body).digest('hex') } }),
 *     },
 *   },
 * };
 */
export interface ContractSamples {
  /** As an installation configures the plugin. Default: none. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Plugins that it requires: what their packages export by default, or a package's name. Default: none. */
  readonly requires?: readonly (PluginFactory | string)[];
  /** One delivery per web hook, by the adapter's id. */
  readonly webHooks?: Readonly<Record<string, WebHookSample>>;
  /** One file per importer, by the importer's id. */
  readonly importers?: Readonly<Record<string, FileSample>>;
  /**
   * For a plugin with tables: writes what its jobs would write about a customer, with `text` in every column that holds text.
   * Table names stand with their schema, such as `plugin_sms.thread`.
   */
  readonly fill?: (writer: Writer, customerId: number, text: string) => Promise<unknown>;
  /** The version published last, or its migrations, so that the way from there is tried too. */
  readonly previous?: PluginFactory | readonly PluginMigration[];
}

/**
 * What another system posts to a web hook.
 *
 * @since 0.1.0
 */
export interface WebHookSample {
  /** With at least one item that is taken in. A text is sent as it is, anything else as JSON. */
  readonly body: unknown;
  /** What the sender adds as a proof; `at` is the time of sending. */
  readonly sign: (body: string, at: Date) => Proof;
  /** The part of the path after the adapter's id. Default: none. */
  readonly path?: string;
  /**
   * `body`: the proof is a signature, which fits one body only. `sender`: it is a secret such as a key, which says who sends and
   * nothing of what. Default `body`.
   */
  readonly proves?: 'body' | 'sender';
  /** How many records the delivery gives. Default: at least one. */
  readonly records?: number;
}

/**
 * What a signature adds to a request.
 *
 * @since 0.1.0
 */
export interface Proof {
  /** In lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** The body with the proof in it, where it stands there. */
  readonly body?: string;
}

/**
 * A file for an importer.
 *
 * @since 0.1.0
 */
export interface FileSample {
  /** With at least one item that is taken in. */
  readonly text: string;
  /** Default `sample`. */
  readonly name?: string;
  readonly options?: Readonly<Record<string, string>>;
  /** How many records the file gives. Default: at least one. */
  readonly records?: number;
}
