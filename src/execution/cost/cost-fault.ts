import type { ErrorCode } from '../../sdk';
import { type OperationCost } from './operation-cost';

/** What one operation may ask. */
export interface CostLimits {
  readonly cost: number;
  /** Items that all pages of one operation may hold together. */
  readonly items: number;
}

/** Why an operation is refused, in words for the caller and in figures for programs. */
export interface CostFault {
  readonly code: Extract<ErrorCode, 'COST_TOO_HIGH' | 'PAGE_TOO_LARGE'>;
  readonly message: string;
  readonly asked: number;
  readonly limit: number;
  readonly path: readonly string[];
}

/** Null: the operation is within its limits. */
export function costFault({ cost, items, path }: OperationCost, limits: CostLimits): CostFault | null {
  const place = `Most of it arises at ${path.join('.')}.`;
  if (items > limits.items) {
    const message = `The pages of this operation may hold ${figure(items)} items together; ${limits.items} are allowed. ${place} Ask for less and follow the cursors.`;
    return { code: 'PAGE_TOO_LARGE', message, asked: items, limit: limits.items, path };
  }
  if (cost > limits.cost) {
    const message = `The operation costs ${figure(cost)}; ${limits.cost} are allowed. ${place} Ask for smaller pages or fewer fields.`;
    return { code: 'COST_TOO_HIGH', message, asked: cost, limit: limits.cost, path };
  }
  return null;
}

/** Pages of pages of pages soon leave what can be counted exactly. */
function figure(value: number): string {
  return value > Number.MAX_SAFE_INTEGER ? `more than ${Number.MAX_SAFE_INTEGER}` : String(value);
}
