import { describePluginContract } from 'rapport/testing';
import rep from './index';
import { samples } from './testing/contract-samples';

describePluginContract(rep, samples);
