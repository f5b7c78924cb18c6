import NodeEnvironment from 'jest-environment-node';
import { keepCompiled } from './keep-compiled';

/**
 * Jest: Node's environment, in a process that compiles each module once for all its test files. Every file loads its modules
 * anew; compiling the platform is half of what that costs.
 */
export default class CompilingOnce extends NodeEnvironment {
  constructor(...given: ConstructorParameters<typeof NodeEnvironment>) {
    super(...given);
    // Coverage counts characters from where Jest itself would begin a module.
    if (!given[0].globalConfig.collectCoverage) keepCompiled();
  }
}
