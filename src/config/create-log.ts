import pino, { type Logger } from 'pino';
import type { Config } from './config';

/** Structured lines on standard error; standard output belongs to what people asked for. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const redact = ['authorization', '*.authorization', '*.headers.authorization', '*.apiKey', '*.password'];
  return pino({ level: logLevel, redact, base: null }, pino.destination({ dest: 2, sync: true }));
}
