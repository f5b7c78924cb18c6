import { describePluginContract } from 'rapport/testing';
import email from './index';
import { samples } from './testing/contract-samples';

describePluginContract(email, samples);
