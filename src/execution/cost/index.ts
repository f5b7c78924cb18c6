export { type CostFault, type CostLimits, costFault } from './cost-fault';
export { type AskedOperation, type OperationCost, operationCost } from './operation-cost';
