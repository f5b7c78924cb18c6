export { type JobRunner, startJobs } from './start-jobs';
