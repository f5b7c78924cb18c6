export { contractFindings, staticFindings } from './contract';
export { describePluginContract } from './describe-plugin-contract';
export { type Finding, formatFindings } from './finding';
export type { ContractSamples, FileSample, Proof, WebHookSample } from './samples';
