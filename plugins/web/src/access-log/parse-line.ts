/** One request as a web server logged it. */
export interface LoggedRequest {
  readonly address: string;
  /** Name the visitor signed in with; absent when the server knows none. */
  readonly user?: string;
  /** As logged: `17/May/2015:10:05:03 +0000`. */
  readonly time: string;
  readonly method: string;
  /** Path and query as requested. */
  readonly target: string;
  readonly status: number;
  readonly referrer?: string;
  readonly userAgent?: string;
}

/**
 * Reads a line in Apache's combined or common log format; undefined when it is neither. Quotes inside fields, escaped or
 * not, and a line that ends before its last quote are taken as they are.
 */
export function parseLine(text: string): LoggedRequest | undefined {
  const head = /^(\S+) \S+ (.{1,200}?) \[([^\]]{1,40})\] "/.exec(text);
  if (head === null) return undefined;
  const [start, address = '', user = '', time = ''] = head;
  const tail = /" (\d{3}) (?:\d+|-)(?: "|\s*$)/.exec(text.slice(start.length));
  if (tail === null) return undefined;
  const request = /^(\S+) (\S.*?)(?: HTTP\/\d(?:\.\d)?)?$/.exec(text.slice(start.length, start.length + tail.index));
  if (request === null) return undefined;
  const [, method = '', target = ''] = request;
  const [referrer, userAgent] = quoted(text.slice(start.length + tail.index + tail[0].length));
  return {
    address,
    ...(user === '-' ? {} : { user }),
    time,
    method,
    target,
    status: Number(tail[1]),
    ...(referrer === undefined ? {} : { referrer }),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}

/** Referrer and user agent from `referrer" "user agent"`; the dash stands for none. */
function quoted(text: string): readonly [string | undefined, string | undefined] {
  const border = text.indexOf('" "');
  if (border < 0) return [undefined, undefined];
  return [fieldValue(text.slice(0, border)), fieldValue(text.slice(border + 3).replace(/"[^"]*$/, ''))];
}

function fieldValue(field: string): string | undefined {
  const value = field.replaceAll('\\"', '"').trim();
  return value === '' || value === '-' ? undefined : value;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** ISO 8601 with the log's own offset; undefined when the text is no time. */
export function instantOf(time: string): string | undefined {
  const match = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})$/.exec(time);
  if (match === null) return undefined;
  const [, day, monthName = '', year, clock, hours, minutes] = match;
  const month = String(months.indexOf(monthName) + 1).padStart(2, '0');
  const instant = new Date(`${year}-${month}-${day}T${clock}${hours}:${minutes}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
