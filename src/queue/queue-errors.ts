import { EnvironmentError, UsageError } from '../model/errors.js';
import type { QueueName } from './job-queue.js';

/** The error of everything that waits for a queue while it is closed. */
export function closedError(): EnvironmentError {
  return new EnvironmentError('The queue was closed before this was done; a later run resumes it.');
}

/** The answer to a retry of a job that has not failed or does not exist. */
export function noSuchFailedJob(queue: QueueName, id: string): UsageError {
  return new UsageError(`The queue ${queue} has no failed job ${id}.`);
}
