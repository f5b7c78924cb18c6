import pino, { type Logger, type LoggerOptions } from 'pino';
import { noteIncident } from '../shared/incidents';
import type { Config } from './config';
import { errorFields } from './error-fields';

/** What is a warning or worse counts in the figures, too. */
const counted = 40;
const hooks: NonNullable<LoggerOptions['hooks']> = {
  logMethod(given, method, level) {
    const [first, second] = given as readonly unknown[];
    const text = typeof first === 'string' ? first : second;
    if (level >= counted && typeof text === 'string') noteIncident(pino.levels.labels[level] ?? String(level), text);
    method.apply(this, given);
  },
};

const serializers = { err: (error: unknown) => errorFields(error) };

/** Structured lines on standard error; standard output belongs to what people asked for. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const redact = ['authorization', '*.authorization', '*.headers.authorization', '*.apiKey', '*.password'];
  return pino({ level: logLevel, redact, base: null, hooks, serializers }, pino.destination({ dest: 2, sync: true }));
}
