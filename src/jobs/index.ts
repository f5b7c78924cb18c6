export { type QueuedJobs, queuedJobs } from './queue.store';
export { type JobRunner, startJobs } from './start-jobs';
