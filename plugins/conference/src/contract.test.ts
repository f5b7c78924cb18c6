import { describePluginContract } from 'rapport/testing';
import conference from './index';
import { samples } from './testing/contract-samples';

describePluginContract(conference, samples);
