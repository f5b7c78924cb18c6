/**
 * The reference: one hand-written prepared statement per work, whose finished JSON text is sent as it is. No GraphQL, no
 * validation, no rule of visible rows. `node server.js <port>`, with DATABASE_URL; POST /<work> with the variables.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool } from 'pg';
import { aggregateUnit } from './aggregate.sql';
import { ingestUnit } from './ingest.sql';
import type { LimitUnit } from './limit-unit';
import { listUnit } from './list.sql';
import { viewUnit } from './view.sql';

const units: Readonly<Record<string, LimitUnit>> = {
  '/view': viewUnit,
  '/list': listUnit,
  '/aggregate': aggregateUnit,
  '/ingest': ingestUnit,
};

const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE ?? 4),
  idleTimeoutMillis: 0,
  // As the platform's connections have it.
  options: '-c TimeZone=UTC -c plan_cache_mode=auto -c jit=off',
});

// The server of the database may end an idle connection; without a listener that would end this process.
pool.on('error', (error) => process.stderr.write(`${String(error)}\n`));

createServer((request, response) => {
  answer(request).then(
    (text) => send(response, 200, text),
    (error: unknown) => send(response, 500, JSON.stringify({ error: String(error) })),
  );
}).listen(Number(process.argv[2]), '127.0.0.1');

async function answer(request: IncomingMessage): Promise<string> {
  const path = request.url ?? '';
  const unit = units[path];
  if (unit === undefined) throw new Error(`There is no ${path}.`);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { variables } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { variables: Record<string, unknown> };
  const { rows } = await pool.query<[string]>({
    name: path,
    text: unit.text,
    values: [...unit.values(variables)],
    rowMode: 'array',
  });
  return rows[0]?.[0] ?? '{"data":null}';
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
