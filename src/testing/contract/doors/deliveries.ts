import { Readable } from 'node:stream';
import type { Importer, IntakeItem, Plugin, WebHookAdapter, WebHookRequest } from '../../../sdk';
import type { FileSample, Proof, WebHookSample } from '../samples';
import type { Subject } from '../subject';

/** When deliveries arrive, where nothing else is said. A moment of the run: samples lie before it. */
export const arrival = new Date();

/** A web hook with the delivery that its sample gives. */
export interface SampledHook {
  /** `webHooks.<id>`. */
  readonly subject: string;
  readonly adapter: WebHookAdapter;
  readonly sample: WebHookSample;
}

/** An importer with the file that its sample gives. */
export interface SampledImporter {
  /** `importers.<id>`. */
  readonly subject: string;
  readonly importer: Importer;
  readonly sample: FileSample;
}

export function sampledHooks({ plugin, samples }: Subject): readonly SampledHook[] {
  return (plugin.contributions.webHooks ?? []).flatMap((adapter) => {
    const sample = samples.webHooks?.[adapter.id];
    return sample === undefined ? [] : [{ subject: `webHooks.${adapter.id}`, adapter, sample }];
  });
}

export function sampledImporters({ plugin, samples }: Subject): readonly SampledImporter[] {
  return (plugin.contributions.importers ?? []).flatMap((importer) => {
    const sample = samples.importers?.[importer.id];
    return sample === undefined ? [] : [{ subject: `importers.${importer.id}`, importer, sample }];
  });
}

/** The same door of a plugin configured anew, which remembers no delivery. */
export function newAdapter({ factory, samples }: Subject, id: string): WebHookAdapter | undefined {
  const plugin: Plugin = factory(samples.options);
  return (plugin.contributions.webHooks ?? []).find((adapter) => adapter.id === id);
}

export function bodyOf({ body }: Pick<WebHookSample, 'body'>): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** The request with the proof that is given for it; `arrived`: when it reaches the platform. */
export function requestOf(
  { path = '' }: Pick<WebHookSample, 'path'>,
  body: string | Buffer,
  proof: Proof,
  arrived: Date = arrival,
): WebHookRequest {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...proof.headers },
    query: { ...proof.query },
    body: proof.body === undefined ? Buffer.from(body) : Buffer.from(proof.body),
    receivedAt: arrived,
  };
}

/** The sample as its sender posts it. */
export function signedRequest(sample: WebHookSample, sentAt: Date = arrival, arrived: Date = sentAt): WebHookRequest {
  const body = bodyOf(sample);
  return requestOf(sample, body, sample.sign(body, sentAt), arrived);
}

/** What the importer makes of a file, cut as given. */
export function readFile(
  importer: Importer,
  chunks: readonly Buffer[],
  { name = 'sample', options = {} }: Pick<FileSample, 'name' | 'options'>,
): Promise<readonly IntakeItem[]> {
  return gathered(importer.read(Readable.from(chunks), { name, options }));
}

export async function gathered(items: AsyncIterable<IntakeItem>): Promise<readonly IntakeItem[]> {
  const all: IntakeItem[] = [];
  for await (const item of items) all.push(item);
  return all;
}
