import type { Contributions } from '../sdk';
import { interactionMetricsField } from './interaction-metrics';

export function biModule(): Contributions {
  return { fields: [interactionMetricsField] };
}
