import { type Unpacked, type UnpackOrder, unpackArchive } from '../src/pipeline/unpack-archive.js';
import { serveItems } from '../src/queue/child-main.js';

/** Unpacks archives in a process that may be killed at any moment. */
serveItems<UnpackOrder, Unpacked>((order) => unpackArchive(order));
