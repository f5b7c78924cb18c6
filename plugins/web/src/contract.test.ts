import { describePluginContract } from 'rapport/testing';
import web from './index';
import { samples } from './testing/contract-samples';

describePluginContract(web, samples);
