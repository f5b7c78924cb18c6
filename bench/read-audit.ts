/**
 * A view of customers with the read audit and without, interleaved:
 * `npm run bench -- read-audit --customers 200 --requests 40 --rounds 9`. The audit may cost a tenth at most.
 */
import { parseArgs } from 'node:util';
import { createReadAudit, type RunningReadAudit } from '../src/privacy';
import { systemClock } from '../src/shared/clock';
import { type DomainApi, openDomain } from '../test/helpers/domain-api';
import { call, customer, items, mutationDoor } from '../test/helpers/intake-fixture';
import { median, table, withDatabaseServer } from './report';

const view = `{ customers(first: 25) { nodes { id displayName identifiers { system value }
  timeline(first: 5) { nodes { id occurredAt } } relationshipValue { value } } } }`;
const principal = { subject: 'bench', name: 'Bench', roles: ['admin'] };

export async function benchReadAudit(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customers: { type: 'string', default: '200' },
      requests: { type: 'string', default: '40' },
      rounds: { type: 'string', default: '9' },
    },
  });
  const requests = Number(values.requests);
  const times = { without: [] as number[], with: [] as number[] };
  await withDatabaseServer(async () => {
    const api = await openDomain();
    await fill(api, Number(values.customers));
    const log = { error: (_figures: object, message: string) => console.error(message) };
    const audit = createReadAudit({ database: api.database, clock: systemClock, log });
    await ask(api, requests, audit);
    for (let round = 0; round < Number(values.rounds); round += 1) {
      times.without.push(await ask(api, requests, null));
      times.with.push(await ask(api, requests, audit));
    }
    await audit.close();
    await api.close();
  });
  const ratios = times.with.map((time, round) => time / (times.without[round] ?? Number.NaN));
  const perRequest = (time: number): string => (time / requests).toFixed(1);
  table([
    ['what', 'ms per view (median)', 'rounds'],
    ['without audit', perRequest(median(times.without)), times.without.map(perRequest).join(' ')],
    ['with audit', perRequest(median(times.with)), times.with.map(perRequest).join(' ')],
    ['ratio', median(ratios).toFixed(2), ratios.map((ratio) => ratio.toFixed(2)).join(' ')],
  ]);
}

async function fill({ ingest }: DomainApi, customers: number): Promise<void> {
  const names = Array.from({ length: customers }, (_, index) => `n${index}`);
  await ingest.take(items(...names.map((name) => customer(name))), mutationDoor);
  const calls = names.flatMap((name) => Array.from({ length: 6 }, (_, index) => call(`${name}-${index}`, name)));
  await ingest.take(items(...calls), mutationDoor);
}

async function ask(api: DomainApi, requests: number, audit: RunningReadAudit | null): Promise<number> {
  const started = performance.now();
  for (let index = 0; index < requests; index += 1) {
    const reads = audit?.begin({ principal, requestId: `r${index}` });
    const { errors } = await api.ask(view, {}, principal, reads);
    if (errors.length > 0) throw new Error(errors[0]?.message);
    reads?.end('View');
  }
  return performance.now() - started;
}
