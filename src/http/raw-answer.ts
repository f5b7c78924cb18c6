import type { GraphQLFormattedError } from 'graphql';

/** `data` as JSON text that comes from the database ready. */
export class RawData {
  constructor(readonly text: string) {}

  /** For readers that expect an object: costs what the text has saved. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

interface Answer {
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  readonly data?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The text of a whole answer; ready data go in unparsed. */
export function answerText({ errors, data, extensions }: Answer): string {
  if (!(data instanceof RawData)) return `${JSON.stringify({ errors, data, extensions })}\n`;
  const before = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`;
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${before}"data":${data.text}${after}}\n`;
}
