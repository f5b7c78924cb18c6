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
  missingPlugin,
  type PluginFault,
  type PluginFaultCode,
  pluginFault,
} from './plugin-fault';
export { sizeOf } from './size-of';
export type { Slot, SlotCall } from './slot';
export { largestAnswer, mostItems, type SlotKind, type SlotPolicy } from './slot-policy';
export { inSpan, inSyncSpan } from './spans';
export type { EventAnswer, PluginWorker } from './worker/plugin-worker';
export { threadWorker } from './worker/thread-worker';
export { whenStarted } from './worker/when-started';
