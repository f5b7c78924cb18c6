/**
 * A view of customers with the read audit and without, interleaved:
 * `npm run bench -- read-audit --customers 200 --requests 40 --rounds 9`. The audit may cost a tenth at most, by the clock and by the
 * processor time of this process and PostgreSQL's together, which other work on the machine does not change.
 */
import { parseArgs } from 'node:util';
import { createReadAudit, type RunningReadAudit } from '../src/privacy';
import { systemClock } from '../src/shared/clock';
import { type DomainApi, openDomain } from '../test/helpers/domain-api';
import { call, customer, items, mutationDoor } from '../test/helpers/intake-fixture';
import { CalmRounds, readRetries, retriesOption } from './calm-rounds';
import { median, table, withDatabaseServer } from './report';
import { cpuMilliseconds, postmasterOf } from './serve/cpu';

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
      retries: retriesOption,
    },
  });
  const requests = Number(values.requests);
  const spent: Record<Side, Spent[]> = { without: [], with: [] };
  const calm = new CalmRounds(readRetries(values.retries));
  await withDatabaseServer(async () => {
    const api = await openDomain();
    await fill(api, Number(values.customers));
    const log = { error: (_figures: object, message: string) => console.error(message) };
    const audit = createReadAudit({ database: api.database, clock: systemClock, log });
    const postgres = await postmasterPid(api);
    const run = (by: RunningReadAudit | null) => measured(postgres, () => ask(api, requests, by));
    await run(audit);
    for (let round = 0; round < Number(values.rounds); round += 1) {
      // Which one comes first alternates: the second of a pair finds warmer caches.
      const order = round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const);
      const both = await calm.round(async () => {
        const sides: Partial<Record<Side, Spent>> = {};
        for (const side of order) sides[side] = await calm.during(side, () => run(side === 'with' ? audit : null));
        return sides as Record<Side, Spent>;
      });
      for (const side of order) spent[side].push(both[side]);
    }
    await audit.close();
    await api.close();
  });
  for (const kind of ['clock', 'processor'] as const) report(kind, spent, { requests, calm });
  calm.tell();
}

type Side = 'without' | 'with';

/** Milliseconds of one round. */
interface Spent {
  readonly clock: number;
  /** Of this process and all of PostgreSQL. */
  readonly processor: number;
}

function report(
  kind: keyof Spent,
  spent: Readonly<Record<Side, readonly Spent[]>>,
  { requests, calm }: { readonly requests: number; readonly calm: CalmRounds },
): void {
  const of = (name: Side) => spent[name].map((round) => round[kind]);
  const perView = (milliseconds: number): string => (milliseconds / requests).toFixed(1);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const ratios = of('with').map((time, round) => time / (of('without')[round] ?? Number.NaN));
  table([
    [`${kind} time`, 'ms per view (median)', ...calm.head, 'rounds'],
    ...(['without', 'with'] as const).map((side) => [
      `${side} audit`,
      perView(median(of(side))),
      ...calm.cell(side),
      of(side).map(perView).join(' '),
    ]),
    ['ratio', median(ratios).toFixed(3), ...calm.cell(''), ratios.map((ratio) => ratio.toFixed(2)).join(' ')],
    ['ratio of all', (sum(of('with')) / sum(of('without'))).toFixed(3), ...calm.cell(''), ''],
  ]);
}

async function measured(postgres: number | null, work: () => Promise<void>): Promise<Spent> {
  const usedBy = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000 + (postgres === null ? 0 : cpuMilliseconds(postgres, 'descendants'));
  };
  const [clock, processor] = [performance.now(), usedBy()];
  await work();
  return { clock: performance.now() - clock, processor: usedBy() - processor };
}

async function postmasterPid({ database }: DomainApi): Promise<number | null> {
  const [row] = await database.reader().query<{ readonly pid: number }>({ text: 'select pg_backend_pid() as pid' });
  return row === undefined ? null : postmasterOf(row.pid);
}

async function fill({ ingest }: DomainApi, customers: number): Promise<void> {
  const names = Array.from({ length: customers }, (_, index) => `n${index}`);
  await ingest.take(items(...names.map((name) => customer(name))), mutationDoor);
  const calls = names.flatMap((name) => Array.from({ length: 6 }, (_, index) => call(`${name}-${index}`, name)));
  await ingest.take(items(...calls), mutationDoor);
}

/** What the audit writes beside the requests belongs to them. */
async function ask(api: DomainApi, requests: number, audit: RunningReadAudit | null): Promise<void> {
  for (let index = 0; index < requests; index += 1) {
    const reads = audit?.begin({ principal, requestId: `r${index}` });
    const { errors } = await api.ask(view, {}, principal, reads);
    if (errors.length > 0) throw new Error(errors[0]?.message);
    reads?.end('View');
  }
  await audit?.flush();
}
