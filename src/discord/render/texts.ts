import type { ErrorCode } from "../../core/errors.ts";
import { describeExtent } from "../../core/describe-excerpt.ts";
import type { CorpusCoverage } from "../../core/types.ts";

/**
 * What the bot says, in one place. What it found it says in the words of the corpus; of what it did
 * not find it says only that it is not in this corpus. Nothing here is escaped: that is done where
 * it is put into a message.
 */
export const TEXTS = {
  understood: (what: string) => `Understood: ${what}`,
  questions: (count: number) => `${count} questions`,
  generation: (generation: number) => `generation ${generation}`,
  near: "Near, but not an answer",
  nearQuote: "Near, but not it",
  noAnswer: "No answer in this corpus",
  nearestSaid: "What this corpus has from that speaker on it:",
  receipt: (id: string) => `receipt ${id}`,
  alsoIn: (count: number) =>
    count === 1 ? "also in 1 more source" : `also in ${count} more sources`,
  open: "Original",
  linkTooLong: "the link is too long to show",
  cut: {
    sentence: "Cut after a sentence. More context shows the rest.",
    word: "Cut inside a sentence. More context shows the rest.",
    character: "Cut inside a word. More context shows the rest.",
  },
  page: (page: number, pages: number) => `page ${page} of ${pages}`,
  statements: (count: number) => (count === 1 ? "1 statement" : `${count} statements`),
  namesakes: "Several have this name. Choose one of them as you type:",
  nobody: "Nobody of this name speaks in this corpus.",
  noStatements: "This corpus has no statement of theirs.",
  noStatementsSo: "This corpus has no statement of theirs that fits.",
  speakers: (count: number) => (count === 1 ? "1 speaker" : `${count} speakers`),
  who: (topic: string) => `Who spoke about “${topic}”`,
  checked: (quote: string) => `“${quote}”`,
  position: (at: number, of: number) => `Quote ${at} of ${of}`,
  more: (count: number) => (count === 1 ? "and 1 more place" : `and ${count} more places`),
  yours: "you",
  theirs: "the source",
  nothing: "nothing",
  moreDifferences: (count: number) =>
    count === 1 ? "and 1 more difference" : `and ${count} more differences`,
  receiptVerdicts: {
    unchanged: "Unchanged. The source still has it, as it was quoted.",
    moved: "Moved. The source has changed since, and still has these words.",
    changed: "Changed. The source has changed since, and no longer has these words.",
    unknown: "Not here. No document of this corpus has the text of this receipt.",
  },
  receiptUnknown:
    "The document may have been removed, or changed before this index was built, or the receipt is of another corpus: a receipt alone cannot tell.",
  was: "As it was quoted, from the earlier text:",
  now: "Now:",
  nearestNow: "The nearest that the source has now:",
  nothingNow: "The source has nothing near to it now.",
  sources: (count: number) => (count === 1 ? "1 source" : `${count} sources`),
  sourcesFound: (count: number, search: string) =>
    `${count === 1 ? "1 source" : `${count} sources`} with “${search}”`,
  noSources: "No document of this corpus fits. Leave the search out to see all of them.",
  inContext: "In its context, the quoted words in bold",
  alsoInHeading: "The same statement in other sources",
  alsoInNone: "No other document of this corpus has this statement.",
  citeHint: "Copy this. It holds the words of the source, and where they are from.",
  citeCut: "The quote is too long for one message and is cut; the receipt finds the whole.",
  citeNotCopyable: "This text closes a code block, so it stands here as it is.",
  error: "This did not work",
  errorId: (id: string) => `If it goes on, tell the people who run this bot the id ${id}.`,
  wait: (seconds: number) =>
    `That was a lot of questions at once. Please wait ${seconds === 1 ? "1 second" : `${seconds} seconds`} and ask again.`,
  waitHeading: "A moment, please",
  busyHeading: "Too much at once",
  busy: "More questions are waiting than can be answered in time. Please ask again in a minute.",
  settings: "Channels in which a mention is answered",
  settingsNone:
    "None yet. Slash commands work everywhere that Discord allows them; mentions are answered only in channels enabled here.",
  settingsMore: (count: number) => `and ${count} more`,
  corpus: ({ documents, from, to }: CorpusCoverage) =>
    `This corpus has ${documents === 1 ? "1 document" : `${documents} documents`}. Dates stated: ${describeExtent(from, to)}.`,
} as const;

/** Labels of the buttons, so that hints and buttons name the same thing. */
export const LABELS = {
  /** Of the link button below an excerpt. */
  openLink: "Original",
  previous: "Previous",
  next: "Next",
  moreContext: "More context",
  openSource: "Open source",
  alsoIn: (count: number) => `Also in ${count}`,
  post: "Post publicly",
  cite: "Cite",
  citeForms: { discord: "Discord", markdown: "Markdown", plain: "Plain text" },
  helpful: "Helpful",
  notHelpful: "Not helpful",
} as const;

/** What a member is told of a failure that is not theirs. The detail is in the log, under the id. */
const FAILURES: Readonly<Partial<Record<ErrorCode, string>>> = {
  E_CORPUS_EMPTY: "This corpus has no documents yet.",
  E_STATE_BUSY: "The index is being written just now. Please try again in a moment.",
  E_STATE_MISSING: "The documents are being read for the first time. Please try again in a moment.",
  E_SPAN_MISMATCH:
    "The stored text does not match what was to be quoted, so it is not shown. Words that cannot be checked are never sent.",
  E_TIMEOUT: "This took too long and was stopped. Please try again.",
  E_WORKER: "The program that answers was interrupted and starts again. Please ask again.",
};

export function failureText(code: ErrorCode | null): string {
  const text = code === null ? undefined : FAILURES[code];
  return text ?? "Something went wrong on this side, and it has been logged.";
}

/** A command and what it is for, in the order of `/help`. */
export const HELP: readonly { readonly command: string; readonly what: string }[] = [
  { command: "ask", what: "ask a question, and get the words of the sources that answer it" },
  { command: "quotes", what: "all statements of a speaker, on a topic if you name one" },
  { command: "who", what: "who spoke about a topic, one statement each" },
  { command: "verify", what: "check whether words stand in this corpus, and whose they are" },
  { command: "sources", what: "the documents of this corpus" },
  { command: "source", what: "one document, page by page" },
  { command: "about", what: "what this is, what it stores, and what the corpus covers" },
];

export const HELP_TEXTS = {
  title: "On Record",
  intro:
    "Answers with the exact words of the documents in its corpus, each with speaker, source and date. It never writes an answer of its own.",
  menu: "Right-click a message, or press long on a phone, and choose Apps: “Find sources” shows what bears on it, “Check quotes” checks what it has in quotation marks. Only you see the result until you post it.",
  mention:
    "In channels where it is enabled, mention the bot, or reply to it, to ask in your own words. In direct messages just write.",
  reading:
    "“Not in this corpus” says nothing about whether somebody said it: only that these documents do not have it. Who said something is read by a program and can be wrong: check it against the source.",
} as const;

export const ABOUT_TEXTS = {
  title: "About On Record",
  what: HELP_TEXTS.intro,
  privacy:
    "It keeps nothing of who you are: no names, no user ids, no record of who asked what. It keeps which channels are enabled, counts of “helpful” and “not helpful” without who pressed, and words to be looked for that are too long for a button, so that the button goes on working, without who asked or where.",
  numbers: {
    documents: "Documents",
    dates: "Dates stated",
    passages: "Passages",
    statements: "Statements",
    speakers: "Speakers",
    generation: "Generation",
    version: "Version",
  },
} as const;
