import { type Span, type SpanStatus, type Tracer, type TracerProvider, trace } from '@opentelemetry/api';
import { createIsolation } from './isolation';

interface Told {
  readonly name: string;
  readonly attributes: unknown;
  status?: SpanStatus;
  ended: boolean;
}

const told: Told[] = [];

/** What an SDK would register, as far as we use it. */
function recording(): TracerProvider {
  const startActiveSpan = (name: string, { attributes }: { attributes: unknown }, work: (span: Span) => unknown) => {
    const span: Told = { name, attributes, ended: false };
    told.push(span);
    return work({
      setStatus: (status: SpanStatus) => {
        span.status = status;
      },
      end: () => {
        span.ended = true;
      },
    } as unknown as Span);
  };
  return { getTracer: () => ({ startActiveSpan, startSpan: () => null }) as unknown as Tracer };
}

it('gives every call of a plugin a span with its slot, and of a failure the code alone', async () => {
  trace.setGlobalTracerProvider(recording());
  const slot = createIsolation().slot('sms', 'load', 'Customer.sms');
  await slot.run(() => 1);
  await slot.run(() => Promise.reject(new Error('about Ada Lovelace'))).catch(() => null);
  const attributes = { 'rapport.plugin': 'sms', 'rapport.slot': 'load', 'rapport.slot.name': 'Customer.sms' };
  expect(told).toEqual([
    { name: 'plugin', attributes, ended: true },
    { name: 'plugin', attributes, ended: true, status: { code: 2, message: 'PLUGIN_FAILED' } },
  ]);
  trace.disable();
});
