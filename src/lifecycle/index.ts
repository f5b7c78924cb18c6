export { type KnownPlugin, keepPlugins, readKnownPlugin } from './known-plugins.store';
export { type Removal, removalsUnderWay } from './removal.store';
export { type RemovalServices, removalObstacles, removeData, requestRemoval } from './remove-data';
export { countData } from './remove-data.store';
export { announceRunning, removedMeanwhile } from './running-plugins';
export { pluginsBeingRemoved } from './running-plugins.store';
