/**
 * Discord's limits on messages, and how the replies divide them up.
 *
 * Lengths are of UTF-16 code units, which is never fewer than what Discord counts.
 */

/** Components of one message, nested ones counted: Discord, "Component Reference", message flags. */
export const COMPONENTS_MAX = 40;

/** Characters over all text displays of one message: discord.js guide, "Display components". */
export const MESSAGE_TEXT_MAX = 4_000;

/** Buttons of one action row: Discord, "Component Reference", action row. */
export const ROW_BUTTONS_MAX = 5;

/** A button's label: Discord, "Component Reference", button. */
export const BUTTON_LABEL_MAX = 80;

/** A button's `custom_id`: Discord, "Component Reference". */
export const CUSTOM_ID_MAX = 100;

/** A link button's address: Discord, "Component Reference", button. */
export const BUTTON_URL_MAX = 512;

/**
 * A citation to be copied. A member's message holds 2,000 characters (Discord, "Message Resource",
 * content); and escaped, which may double it, it still has to fit a reply.
 */
export const COPY_MAX = 1_800;

/** Excerpts on a page. Three with five buttons each, and ten below, are forty components. */
export const EXCERPTS_PER_PAGE = 3;

/** Places of a checked quote on a page: they have notes besides. */
export const PLACES_PER_PAGE = 2;

/** Sources on a page of the list. Seven with a button each, and ten below, are 38 components. */
export const SOURCES_PER_PAGE = 7;

/** Buttons of the caller beside an excerpt; the link to the source is a fifth. */
export const EXCERPT_BUTTONS_MAX = 4;

/** Buttons below a message, a link to the source counted. */
export const FOOT_BUTTONS_MAX = 10;

/** A page of a document, or of the text around an excerpt, in rendered characters. */
export const TEXT_PAGE_MAX = 2_000;

/** Channels listed in the settings; with their names a message holds more, and nobody reads them. */
export const CHANNELS_SHOWN_MAX = 50;

/**
 * Rendered characters of each part of a message. What is longer is cut at its end, "…"; a quote at
 * a sentence, "[…]". A receipt is shown whole or it is worth nothing; the longest has 200.
 */
export const SHARES = {
  question: 200,
  /** Words to be checked. */
  checked: 180,
  understood: 200,
  verdict: 240,
  note: 150,
  reason: 300,
  /** What is told of the corpus itself. */
  told: 600,
  speaker: 80,
  role: 60,
  cue: 50,
  title: 120,
  publisher: 50,
  author: 80,
  documentId: 40,
  /** One line of what is told of a place beside its quote. */
  remark: 90,
  footer: 160,
} as const;

/**
 * Rendered characters of all that an answer says around the excerpts of a page; the citations, quotes and
 * small print of a full page leave as much.
 */
export const SAID_MAX = 800;

/** Fewest of them that a line has: more lines than fit so are left out. */
export const LINE_SHARE_MIN = 40;

/** Fewest rendered characters that a quote has on any page, its cut mark and hint among them. */
export const QUOTE_SHARE_MIN = 120;
