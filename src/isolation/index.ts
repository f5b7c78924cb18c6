export { boundedWriter } from './bounded-writer';
export type { BreakerState } from './breaker';
export {
  createIsolation,
  type Isolation,
  type IsolationOptions,
  type SlotReport,
} from './isolation';
export { installIsolation, isolationOf } from './isolation-of';
export { createMetrics, type MetricSources, type Metrics } from './metrics';
export {
  Flood,
  isPluginCode,
  isPluginFault,
  loggable,
  Misfit,
  missingPlugin,
  type PluginFault,
  type PluginFaultCode,
  pluginFault,
  reasonOf,
} from './plugin-fault';
export { type Protection, protections } from './protections';
export { sizeOf, sizeOfData } from './size-of';
export type { Slot, SlotCall } from './slot';
export { largestAnswer, largestExport, mostItems, type SlotKind, type SlotPolicy, slotKinds } from './slot-policy';
export { inSpan, inSyncSpan } from './spans';
export type { EventAnswer, PluginWorker } from './worker/plugin-worker';
export { threadWorker } from './worker/thread-worker';
export { whenStarted } from './worker/when-started';
