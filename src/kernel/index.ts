export { type BootOptions, bootPlugins, type PluginBoot } from './boot/boot';
export type { BootFault } from './boot/boot-fault';
export type { BootReport, PluginReport } from './boot/boot-report';
export { bootLine, bootReportText } from './boot/report-text';
export { idOfLoaded } from './boot/standing';
export { createKernel, type InstallSources, type Kernel, type KernelOptions } from './create-kernel';
export { type Fault, formatFaults, KernelError } from './fault';
export type { Health, RunningFault } from './health';
export { type LateServices, lateServices } from './late-services';
export {
  type BootPhase,
  type LoadedPlugin,
  type LoadResult,
  loadPlugins,
  type PluginConfiguration,
  type PluginPolicy,
} from './load/load-plugins';
export type { PluginPlaces } from './load/resolve-plugin';
export { coreOwnerId, mergeRegistry } from './merge-registry';
export type { AbsentPlugin, Owned, Owner, Registry } from './registry';
export { type DynamicEnum, type DynamicEnumValue, enumValueName, measureValues } from './schema/dynamic-enums';
export { interactionTypeNames } from './schema/resolve-types';
