export { syncCountMeasures } from './count-measures.store';
export { InteractionMeasureEnum } from './metrics-args';
