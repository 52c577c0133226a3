import { pressureTrajectory } from './threads/pressure-trajectory.js';
import { repeatedCriticism } from './threads/repeated-criticism.js';
import type { ThreadDetector } from './threads/thread-detector.js';
import { unacknowledgedComplaint } from './threads/unacknowledged-complaint.js';
import { unseenReply } from './threads/unseen-reply.js';
import { unsocialHabit } from './threads/unsocial-habit.js';

/** Every detector of more than one message. */
export const THREAD_DETECTORS: readonly ThreadDetector[] = [
  unseenReply,
  pressureTrajectory,
  repeatedCriticism,
  unsocialHabit,
  unacknowledgedComplaint,
];
