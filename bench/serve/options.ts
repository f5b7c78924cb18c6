import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { readRetries, retriesOption } from '../calm-rounds';
import { type PopulationSize, standardSize } from '../population/size';
import { hasWrk } from './wrk';

export interface BenchOptions {
  readonly size: PopulationSize;
  readonly rounds: number;
  /** How often a round is measured again while the host takes time away. */
  readonly retries: number;
  /** Length of one measurement. */
  readonly seconds: number;
  readonly connections: readonly number[];
  readonly tool: 'wrk' | 'autocannon';
  /** Program that runs both servers. */
  readonly node: string;
  readonly nodeVersion: string;
}

/** @throws Error on an option that does not exist or makes no sense */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customers: { type: 'string', default: String(standardSize.customers) },
      interactions: { type: 'string', default: String(standardSize.interactions) },
      seed: { type: 'string', default: String(standardSize.seed) },
      rounds: { type: 'string', default: '3' },
      retries: retriesOption,
      seconds: { type: 'string', default: '5' },
      connections: { type: 'string', default: '1,16,64' },
      tool: { type: 'string', default: hasWrk() ? 'wrk' : 'autocannon' },
      node: { type: 'string', default: process.execPath },
    },
  });
  if (values.tool !== 'wrk' && values.tool !== 'autocannon')
    throw new Error(`--tool ${values.tool}: wrk or autocannon.`);
  return {
    size: {
      customers: positive('customers', values.customers),
      interactions: positive('interactions', values.interactions),
      seed: positive('seed', values.seed),
    },
    rounds: positive('rounds', values.rounds),
    retries: readRetries(values.retries),
    seconds: positive('seconds', values.seconds),
    connections: values.connections.split(',').map((text) => positive('connections', text)),
    tool: values.tool,
    node: values.node,
    nodeVersion: execFileSync(values.node, ['--version'], { encoding: 'utf8' }).trim(),
  };
}

function positive(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} ${text}: a whole number from 1 is meant.`);
  return Number(text);
}
