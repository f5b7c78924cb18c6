export { syncCountMeasures } from './count-measures.store';
export { foldGroups } from './groups/groups.store';
export { InteractionMeasureEnum } from './metrics-args';
export { withheldGroups } from './suppression/withheld-groups';
