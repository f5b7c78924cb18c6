/** The test kit for plugins, published as `rapport/testing`. Everything a plugin's tests may import stands in this list. */
export type { AdapterAnswer, AdapterRequest } from './adapter-client';
export {
  type ContractSamples,
  contractFindings,
  describePluginContract,
  type FileSample,
  type Finding,
  formatFindings,
  type Proof,
  staticFindings,
  type WebHookSample,
} from './contract';
export { describeWhereFound, type Needed } from './describe-where-found';
export type { AskOptions, TestAnswer, TestError } from './graphql-client';
export {
  type TestApp,
  type TestAppOptions,
  type TestCounts,
  type TestJobRun,
  type TestOutcome,
  type TestPlugin,
  type TestReach,
  type TestReceipt,
  type TestRole,
  testApp,
} from './test-app';
