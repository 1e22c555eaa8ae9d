/** Limits of the bot; those of the product are in core/limits.ts. */

/** Longest `custom_id` in UTF-16 code units, which is never fewer than what Discord counts. */
export const CUSTOM_ID_CHARS_MAX = 100;

/** Most choices of an autocomplete, and the longest name and value of one. */
export const CHOICES_MAX = 25;
export const CHOICE_CHARS_MAX = 100;

/** An answer that is ready within this is given at once; for others Discord is told to wait. */
export const ANSWER_AT_ONCE_MS = 1_000;

/** Most processor time that the main thread may take to lay out one reply. A usual one takes a few milliseconds. */
export const RENDER_MS_MAX = 250;

/** Earlier questions that a follow-up carries along: they are understood again, not answered. */
export const EARLIER_QUESTIONS_MAX = 8;

/** Messages of a thread that are looked through for the last answer. */
export const LOOK_BACK_MESSAGES = 20;

/** Quoted passages of one message that are checked. */
export const QUOTES_PER_MESSAGE_MAX = 5;

/** Places of the same words that one message shows. */
export const PLACES_OF_WORDS_MAX = 5;

/** Ids of events that are remembered, so that one that comes twice is answered once. */
export const EVENTS_REMEMBERED = 5_000;

/** Times that sending an answer is tried where Discord or the network fails, and the pause between. */
export const SEND_TRIES = 3;
export const SEND_PAUSE_MS = 300;

/** How long one snapshot of the names serves autocomplete. */
export const NAMES_FRESH_MS = 5_000;

/** A channel in which mentions are off is told so at most this often. */
export const OFF_NOTE_EVERY_MS = 60 * 60_000;

/** Whoever is over a limit is told so at most this often, and what comes between is let fall. */
export const LIMIT_TOLD_EVERY_MS = 60_000;

/** What those are told to wait who come while the bot stops. */
export const RESTART_SECONDS = 30;

/** Messages of each channel, and members of each server, that stay in memory. */
export const MESSAGES_CACHED = 20;
export const MEMBERS_CACHED = 100;

/** How often the bot's own messages are forgotten: they are large, and nothing looks for them in memory. */
export const OWN_MESSAGES_SWEPT_SECONDS = 60;

/** Time for the answers under way when the bot stops, and for the gateway to close. */
export const DRAIN_MS = 10_000;
export const CLOSE_MS = 2_000;
