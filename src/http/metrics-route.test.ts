import { stubServices } from '../../test/helpers/stub-services';
import { createIsolation, createMetrics, type Metrics } from '../isolation';
import { createHttpServer, type HttpServer } from './create-http-server';

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

function metricsOf(): Metrics {
  const isolation = createIsolation();
  const slot = isolation.slot('sms', 'load', 'Customer.sms');
  slot.ended(2);
  slot.failed(0.2, new Error('of Ada Lovelace'));
  slot.meter.statements = 3;
  const metrics = createMetrics({
    isolation,
    pool: { totalCount: 5, idleCount: 3, waitingCount: 1 },
    waiting: async () => [{ plugin: 'sms', state: 'dead', count: 4 }],
    jobs: () => Promise.reject(new Error('the queue does not exist yet')),
  });
  open.push(metrics);
  return metrics;
}

async function serve(given: Parameters<typeof stubServices>[0] = {}): Promise<string> {
  const server: HttpServer = await createHttpServer({ ...stubServices(given), metrics: metricsOf() });
  open.unshift(server);
  return server.listen();
}

const key = 'a-key-of-sixteen-or-more';
const credentials = { http: { apiKey: key } };

describe('the figures of the process', () => {
  it('tell calls, failures, statements and queues by plugin and slot, and no data', async () => {
    const text = await (await fetch(`${await serve()}/metrics`)).text();
    const labels = 'plugin="sms",slot="load",name="Customer.sms"';
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        `rapport_plugin_slot_seconds_bucket{${labels},le="0.0003"} 1`,
        `rapport_plugin_slot_seconds_bucket{${labels},le="0.003"} 2`,
        `rapport_plugin_slot_seconds_bucket{${labels},le="+Inf"} 2`,
        `rapport_plugin_slot_seconds_count{${labels}} 2`,
        `rapport_plugin_slot_failures_total{${labels},reason="error"} 1`,
        `rapport_plugin_slot_state{${labels}} 0`,
        `rapport_plugin_slot_statements_total{${labels}} 3`,
        'rapport_plugin_waiting{plugin="sms",state="dead"} 4',
        'rapport_database_connections{state="busy"} 2',
      ]),
    );
    expect(text).toMatch(/^rapport_event_loop_delay_seconds \d/m);
    expect(text).not.toContain('Lovelace');
  });

  it('count requests by route, not by address', async () => {
    const url = await serve();
    await fetch(`${url}/intake/nobody/door-of-lovelace`, { method: 'POST', body: '' });
    await fetch(`${url}/of-lovelace`);
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain(
      'rapport_http_request_seconds_count{route="/intake/:plugin/:adapter",method="POST",status="4xx"} 1',
    );
    expect(text).toContain('rapport_http_request_seconds_count{route="none",method="GET",status="4xx"} 1');
    expect(text).not.toContain('lovelace');
  });

  it.each([
    ['from this machine', {}, 200],
    ['from elsewhere by a proxy of this machine', { 'x-forwarded-for': '203.0.113.7' }, 401],
    [
      'with the key of an administrator from elsewhere',
      { 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${key}` },
      200,
    ],
    ['with a wrong key', { authorization: 'Bearer no-key-of-anybody' }, 401],
  ])('answer callers %s by %p %i', async (_who, headers, status) => {
    const answer = await fetch(`${await serve(credentials)}/metrics`, { headers: headers as Record<string, string> });
    expect(answer.status).toBe(status);
  });
});
