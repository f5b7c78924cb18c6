import { describePluginContract } from 'rapport/testing';
import usOpenData from './index';
import { samples } from './testing/contract-samples';

describePluginContract(usOpenData, samples);
