import type { FastifyBaseLogger } from 'fastify';
import pino from 'pino';
import { requestLog } from './request-log';

describe('the log of a request', () => {
  it('names the request in every line and makes its child once, with the first', () => {
    const lines: string[] = [];
    const log = pino({ base: null, timestamp: false, level: 'trace' }, { write: (line) => lines.push(line) });
    const made = jest.spyOn(log, 'child');
    const own = requestLog(log as FastifyBaseLogger, { requestId: 'r-1' });
    expect(own.level).toBe('trace');
    expect(made).not.toHaveBeenCalled();
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) own[level]({ level }, 'said');
    own.silent('nothing');
    expect(made).toHaveBeenCalledTimes(1);
    own.child({ part: 'a' }).info('deeper');
    expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(Array.from({ length: 7 }, () => 'r-1'));
    expect(lines.at(-1)).toContain('"part":"a"');
  });
});
