import type { ErrorCode } from '../sdk';

const statuses: Partial<Record<ErrorCode, number>> = {
  BAD_INPUT: 400,
  RECORD_MALFORMED: 400,
  UNAUTHENTICATED: 401,
  SIGNATURE_INVALID: 401,
  SIGNATURE_EXPIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  IDEMPOTENCY_KEY_INVALID: 400,
  IDEMPOTENCY_KEY_IN_USE: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
  IDEMPOTENCY_ANSWER_ERASED: 410,
  AUDIT_UNAVAILABLE: 503,
  DOCUMENT_NOT_TRUSTED: 400,
  TIMED_OUT: 408,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  SHUTTING_DOWN: 503,
  UNAVAILABLE: 503,
  PLUGIN_UNAVAILABLE: 503,
  PLUGIN_TIMEOUT: 503,
  PLUGIN_FAILED: 503,
  PLUGIN_NOT_RUNNING: 503,
  // The sender should try again later: the option may be set by then.
  NOT_CONFIGURED: 503,
};

/** HTTP status of a coded fault outside GraphQL; 500 when the code says nothing about the request. */
export function statusOf(code: ErrorCode): number {
  return statuses[code] ?? 500;
}

/** Seconds a caller should wait before trying again, unless the fault says how many. */
const retryAfterSeconds = 5;

/** The header Retry-After of a fault that another try may cure. */
export function retryAfterOf({ retryAfter }: Readonly<Record<string, unknown>>): string {
  return String(retryAfter ?? retryAfterSeconds);
}
