import { hash } from 'node:crypto';

/**
 * SHA-256 of short texts that share their beginning and differ in a number at the end, one after the other. The rounds that
 * only see the beginning are done once, and no call into the library is made, which costs more than all of them.
 */
export interface NumberedHashes {
  /** Hashes the beginning followed by a number of 0 or more; the first 53 bits of the digest as a share of one. */
  shareOf(number: number): number;
}

const blockBytes = 64;
/** A block holds the text, one byte that ends it and eight with its length. */
const longestText = blockBytes - 9;
const mostDigits = 10;

export function numberedHashes(prefix: string): NumberedHashes {
  const bytes = Buffer.from(prefix, 'utf8');
  if (bytes.length + mostDigits > longestText) return { shareOf: (number) => shareOfText(`${prefix}${number}`) };
  const beginning = new Int32Array(16);
  for (const [place, byte] of bytes.entries()) put(beginning, place, byte);
  const constant = bytes.length >> 2;
  const start = new Int32Array(8);
  rounds(initial, beginning, start, 0, constant);
  const [words, end] = [new Int32Array(16), new Int32Array(8)];
  return {
    shareOf: (number) => {
      words.set(beginning);
      const length = putDigits(words, bytes.length, number);
      put(words, length, 0x80);
      words[15] = 8 * length;
      rounds(start, words, end, constant, 64);
      return share((at(end, 0) + at(initial, 0)) >>> 0, (at(end, 1) + at(initial, 1)) >>> 0);
    },
  };
}

/** The first 53 bits of a text's SHA-256 as a share of one. */
export function shareOfText(text: string): number {
  const digest = hash('sha256', text, 'buffer');
  return share(digest.readUInt32BE(0), digest.readUInt32BE(4));
}

const share = (high: number, low: number): number => (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;

/** The first 32 bits behind the point of a root of each of the first primes, as the standard wants them. */
function rootsOfPrimes(count: number, root: (prime: number) => number): Int32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return Int32Array.from(primes, (prime) => Math.floor((root(prime) % 1) * 2 ** 32) | 0);
}

const initial = rootsOfPrimes(8, Math.sqrt);
const constants = rootsOfPrimes(64, Math.cbrt);

const at = (words: Int32Array, index: number): number => words[index] as number;
const turned = (x: number, bits: number): number => (x >>> bits) | (x << (32 - bits));

function put(words: Int32Array, place: number, byte: number): void {
  words[place >> 2] = at(words, place >> 2) | (byte << (24 - 8 * (place & 3)));
}

/** Answers the place behind the last digit. */
function putDigits(words: Int32Array, place: number, number: number): number {
  const next = number < 10 ? place : putDigits(words, place, Math.floor(number / 10));
  put(words, next, 48 + (number % 10));
  return next + 1;
}

/** A word of the schedule from the sixteen before it, which it takes the place of the first of. */
function next(words: Int32Array, i: number): number {
  const early = at(words, (i + 1) & 15);
  const late = at(words, (i + 14) & 15);
  const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
  const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
  const word = (at(words, i & 15) + first + at(words, (i + 9) & 15) + second) | 0;
  words[i & 15] = word;
  return word;
}

function rounds(state: Int32Array, words: Int32Array, into: Int32Array, from: number, to: number): void {
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  let f = at(state, 5);
  let g = at(state, 6);
  let h = at(state, 7);
  for (let i = from; i < to; i += 1) {
    const mixed = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g));
    const one = (h + mixed + at(constants, i) + (i < 16 ? at(words, i) : next(words, i))) | 0;
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  into[0] = a;
  into[1] = b;
  into[2] = c;
  into[3] = d;
  into[4] = e;
  into[5] = f;
  into[6] = g;
  into[7] = h;
}
