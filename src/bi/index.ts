export { InteractionMeasureEnum } from './metrics-args';
