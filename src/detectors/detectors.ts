import type { Detector } from './detector.js';
import { bccDetector } from './silent-copy/bcc.js';
import { deliveredDetector } from './silent-copy/delivered.js';
import { forwardedDetector } from './silent-copy/forwarded.js';

/** Every detector of a single message. */
export const DETECTORS: readonly Detector[] = [bccDetector, deliveredDetector, forwardedDetector];
