export type { Catalogue, FieldDescription, TableDescription, TypeDescription } from './catalogue/catalogue';
export { checkDatabase } from './catalogue/check-database';
export { executeOperation, type OperationAnswer, type OperationRequest } from './compiled/execute-operation';
export type { FieldSelection, ObjectSelection, Operation, ValueSelection } from './compiled/operation';
export type { CompiledPlan } from './compiled/plan/compiled-plan';
export { type AskedOperation, type CostLimits, costFault, type OperationCost, operationCost } from './cost';
export { type InstallOptions, installSources } from './install-sources';
export { nodeModule } from './node-module';
export type { RequestContext } from './request-context';
