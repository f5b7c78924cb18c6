export { ExactSums, largestExactPart, mostExactParts } from './exact-sums';
export { type PlannedFamily, type ValuePlan, valuePlan } from './plan';
export { type ValueInputs, type ValueNumbers, valueNumbers } from './value-numbers';
