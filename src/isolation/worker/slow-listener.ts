import type { Readable } from 'node:stream';

/** So many bytes in so many milliseconds are passed on. */
const [most, each] = [16_000, 10_000];

/**
 * Passes on what a thread writes, slowly: beyond the limit nothing is read for a while, and what waits does so in the memory of the
 * thread, which is limited.
 */
export function listenSlowly(stream: Readable, say: (text: string) => void): void {
  let left = most;
  stream.on('data', (chunk: Buffer | string) => {
    const text = String(chunk).slice(0, left);
    left -= chunk.length;
    const told = text.trimEnd();
    if (told !== '') say(told);
    if (left > 0) return;
    stream.pause();
    const goOn = (): void => {
      left = most;
      stream.resume();
    };
    setTimeout(goOn, each).unref();
  });
}
