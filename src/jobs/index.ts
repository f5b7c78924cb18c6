export { type FailedJob, failedJobs, retryFailedJobs } from './failed-jobs.store';
export { type QueuedJobs, queuedJobs } from './queue.store';
export { type JobRunner, runJob, startJobs } from './start-jobs';
