/** Limits of reading a corpus that is on a disk. */

/** Files that are looked at together, so that a large folder takes no more memory or descriptors. */
export const FILES_AT_ONCE_MAX = 64;

/** How often a file that changes under the reader is read before it is left for the next look. */
export const READ_TRIES_MAX = 3;

/** How long a writer is given to finish before a file that changed is read again. */
export const READ_PAUSE_MS = 50;

/** How deep front matter may be nested: its parser calls itself for each level. */
export const FRONT_MATTER_DEPTH_MAX = 50;
