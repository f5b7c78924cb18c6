import autocannon from 'autocannon';
import type { LoadTool } from './target';

/** Load by autocannon in this process. Its latencies are whole milliseconds. */
export const byAutocannon: LoadTool = async ({ name, url, requests }, { connections, seconds }) => {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: requests.map(({ method, path, headers, body }) => ({
      method,
      path,
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
    })),
  });
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error(`${name}: ${result.errors} errors, ${result.non2xx} refusals; the comparison would be void.`);
  }
  const { p50, p90, p99 } = result.latency;
  return { requests: result.requests.total, seconds: result.duration, p50, p90, p99 };
};
