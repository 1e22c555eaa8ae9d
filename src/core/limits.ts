/** Every limit of the product, in one place. The command line and the bot share them. */

/** Longest question in UTF-16 code units. */
export const QUESTION_CHARS_MAX = 1_000;

/** Most words of a follow-up: a longer question says by itself what it is about. */
export const FOLLOW_UP_WORDS_MAX = 16;

/** Longest quote to check in UTF-16 code units: as long as a message on Discord. */
export const QUOTE_CHARS_MAX = 2_000;

/** Fewest words of a quote to check: one word stands everywhere and is nobody's. */
export const QUOTE_WORDS_MIN = 2;

/** Fewest words between quotation marks that are a quote; fewer are a name, a title or a doubt. */
export const MARKED_QUOTE_WORDS_MIN = 3;

/** Most places shown where a quote stands. */
export const PLACES_MAX = 10;

/** Longest receipt in UTF-16 code units; one of a statement in two stretches has about 30. */
export const RECEIPT_CHARS_MAX = 200;

/** Most excerpts in an answer. */
export const EXCERPTS_MAX = 5;

/** Most excerpts of one document in an answer, so that one article does not fill the list. */
export const EXCERPTS_PER_DOCUMENT_MAX = 2;

/** Most statements in an answer: a speaker's words come from several sources. */
export const STATEMENTS_MAX = 10;

/** Statements that word search hands to the ranking. */
export const STATEMENT_CANDIDATES_MAX = 200;

/** Most questions of one message that are looked for. */
export const QUESTIONS_MAX = 4;

/** Most excerpts of each question of a message that asks several. */
export const PART_EXCERPTS_MAX = 3;

/** Within so many excerpts each question of a message has its first. */
export const PART_FIRSTS_WITHIN = 6;

/** Most names that are told to be written nearly like one that nobody has. */
export const NEAR_NAMES_MAX = 3;

/** Most topics that a speaker is told to speak of. */
export const TOPICS_TOLD_MAX = 5;

/** Most leads beside a "no answer". */
export const LEADS_MAX = 3;

/**
 * Longest text in UTF-16 code units that a worker hands to the bot's main thread at once: twice what a
 * message can show.
 */
export const CROSSING_CHARS_MAX = 8_000;

/** Passages that each of word search and meaning search hands to the ranking. */
export const CANDIDATES_MAX = 100;

/** First candidates whose documents are weighed too before they are read. */
export const WEIGHED_MAX = 30;

/**
 * Passages that are read with a question: each takes some 15 ms on two cores, and every source that has
 * an answer is to be among them.
 */
export const READ_MAX = 6;

/** Most statements on a topic that are read with a question, and how many at a time. */
export const STATEMENTS_READ_MAX = 48;
export const STATEMENTS_READ_TOGETHER = 8;

/** Largest document in bytes. A book of 800 pages is about 2 MB of text. */
export const DOCUMENT_BYTES_MAX = 5_000_000;

/** Largest metadata file in bytes. */
export const METADATA_BYTES_MAX = 100_000;

/** Longest title, publisher, author or office in UTF-16 code units. */
export const METADATA_CHARS_MAX = 500;

/** Longest link in UTF-16 code units. */
export const URL_CHARS_MAX = 2_000;

/** Longest document id (its path in the corpus folder without the ending). */
export const DOCUMENT_ID_CHARS_MAX = 300;
