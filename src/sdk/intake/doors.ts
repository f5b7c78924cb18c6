import type { Readable } from 'node:stream';
import type { ErrorCode } from '../error-codes';
import type { IntakeRecord } from './records';

/** What an adapter or importer made of one item of its input. @since 0.1.0 */
export type IntakeItem =
  | { readonly record: IntakeRecord; readonly position: ItemPosition }
  | { readonly rejected: Rejection; readonly position: ItemPosition };

/** Where the item stood in the input, so that a rejected one can be found again. `line` counts from 1. @since 0.1.0 */
export interface ItemPosition {
  readonly line: number;
  /** The item as it arrived, kept with a rejection. Never a secret. */
  readonly raw?: string;
}

/** `filtered` marks what a rule of the channel set aside on purpose, such as crawlers, and is no fault of the sender. @since 0.1.0 */
export interface Rejection {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly filtered?: boolean;
}

/** What a door does with a known key whose body changed: take it as a correction, or refuse it as a conflict. @since 0.1.0 */
export type RepeatPolicy = 'correct' | 'conflict';

/** A request to a web hook, with the body exactly as sent. @since 0.1.0 */
export interface WebHookRequest {
  readonly method: string;
  /** The part of the path after the adapter's id, such as `v1/batch`; empty for the adapter itself. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

/**
 * A door that other systems post to: `POST /intake/<plugin id>/<adapter id>`. `verify` throws a RapportError with
 * SIGNATURE_INVALID, SIGNATURE_EXPIRED or NOT_CONFIGURED; `read` never throws on junk but answers with rejections.
 *
 * @since 0.1.0
 */
export interface WebHookAdapter {
  readonly id: string;
  readonly title: string;
  readonly repeats: RepeatPolicy;
  verify(request: WebHookRequest): void;
  /** A list, or a generator where bodies can be long: others are served between its items. */
  read(request: WebHookRequest): Iterable<IntakeItem>;
}

/** A file that can be imported: `rapport import <id> <file…>`. Streams; memory does not grow with the file. @since 0.1.0 */
export interface Importer {
  /** `<plugin id>.<name>`. */
  readonly id: string;
  readonly title: string;
  /** What the file must look like: format, the columns that matter, where it comes from. */
  readonly format: string;
  readonly repeats: RepeatPolicy;
  /** Options of the command line, name -> what it does. Others are refused, so that a misspelt one is not ignored. */
  readonly options?: Readonly<Record<string, string>>;
  read(input: Readable, file: ImportFile): AsyncIterable<IntakeItem>;
}

/** The file that an importer reads. @since 0.1.0 */
export interface ImportFile {
  /** Name without folder. */
  readonly name: string;
  /** Options of the command line, `--option key=value`. */
  readonly options: Readonly<Record<string, string>>;
}
