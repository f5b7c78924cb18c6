import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '../sdk';

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode | 'BAD_REQUEST';
  readonly message: string;
}

const tooSlow: Refusal = { status: 408, code: 'TIMED_OUT', message: 'The request did not arrive in time.' };
const tooLong: Refusal = { status: 431, code: 'BAD_REQUEST', message: 'The headers of the request are too long.' };
const unreadable: Refusal = { status: 400, code: 'BAD_REQUEST', message: 'This is no HTTP request.' };

/** Answers what never became a request, in the shape of all other answers, and hangs up. */
export function refuseUnreadable({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(textOf(refusalOf(code)));
}

function refusalOf(code: string | undefined): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return tooSlow;
  return code === 'HPE_HEADER_OVERFLOW' ? tooLong : unreadable;
}

function textOf({ status, code, message }: Refusal): string {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
