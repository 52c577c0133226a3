/**
 * Caps on what one document may cost. Each answers an attack, or an accident that looks like one;
 * hitting one never throws: the document carries a defect and what was read so far is kept.
 */

const MIB = 1024 * 1024;

/** One message. A mail of gigabytes would fill the memory of the child that reads it. */
export const MESSAGE_BYTES = 50 * MIB;

/** One html text, before it becomes words. html-to-text builds a tree of about 30 times its size. */
export const HTML_BYTES = 10 * MIB;

/**
 * Html elements inside each other. html-to-text recurses and overflows the stack at a few thousand;
 * real mail, with its tables in tables, stays under 60.
 */
export const HTML_DEPTH = 200;

/** Blocks and breaks given to html-to-text, which needs 10 µs and a kilobyte for each of them. */
export const HTML_TAGS = 100_000;

/** Quotations and lists inside each other: each puts a prefix before every line of the text. */
export const HTML_INDENTS = 20;

/** Multiparts and embedded messages inside each other: a matryoshka costs its size at each level. */
export const NESTING = 64;

/** Parts of one message, those of embedded messages included: 2 bytes of boundary make a part. */
export const PARTS = 10_000;

/** Addresses kept of one header: a To line of megabytes would make thread work quadratic. */
export const RECIPIENTS = 1_024;

/** Words of one part: what matching costs is linear in them. */
export const WORDS_A_PART = 100_000;

/** One header block. Beyond it a block is no longer looked at as headers, but as text. */
export const HEADER_BYTES = 4 * MIB;

/** Files in one archive: a central directory of a few MB can list millions. */
export const ARCHIVE_ENTRIES = 10_000;

/** Unpacked over packed size of one file: deflate reaches 1,032; mail and letters stay below 30. */
export const ARCHIVE_RATIO = 100;

/** Small files are let off the ratio: a page of blanks packs 500 to 1 and harms nobody. */
export const ARCHIVE_RATIO_FREE_BYTES = MIB;

/** All files of one archive together: overlapping entries share packed bytes to pass the ratio. */
export const ARCHIVE_TOTAL_BYTES = 20 * 1024 * MIB;

/**
 * The xml of a docx given to mammoth, which takes 1–1.5 s and 250 MB a MiB of small runs and hangs
 * on a million. Larger ones are read by our own scan, which takes 25 ms a MiB.
 */
export const DOCX_MAMMOTH_BYTES = 2 * MIB;

/** The xml of a docx that is read at all, unpacked. */
export const DOCX_XML_BYTES = 32 * MIB;

/** Groups of a rtf inside each other: each costs memory, and real files stay under a hundred. */
export const RTF_DEPTH = 1_000;

/** Pages of a pdf: a page tree can name one page a million times. */
export const PDF_PAGES = 500;

/** Characters of a pdf: a page can show one object a million times. */
export const PDF_CHARACTERS = 5_000_000;

/** A Content-Length of an mbox message that is believed: checking one holds that much in memory. */
export const CONTENT_LENGTH_BYTES = 32 * MIB;
