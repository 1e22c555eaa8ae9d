import { MARKED_QUOTE_WORDS_MIN, QUESTION_CHARS_MAX, QUOTE_CHARS_MAX } from "../../core/limits.ts";
import { QUOTES_PER_MESSAGE_MAX } from "./bot-limits.ts";

/** A user's id and the name by which a mention of it reads. */
export interface Mentioned {
  readonly id: string;
  readonly name: string;
}

/**
 * The question of a message: the bot's mention is taken out, others read as names, and marks that only
 * Discord understands (channels, roles, own emoji, times) are taken out.
 */
export function questionOf(
  content: string,
  botId: string,
  mentioned: readonly Mentioned[],
): string {
  const names = new Map(mentioned.map(({ id, name }) => [id, name]));
  return (
    content
      .replace(/<@!?(?<id>\d+)>/gu, (_, id: string) =>
        id === botId ? " " : (names.get(id) ?? " "),
      )
      // No mark goes on behind another "<", so that many that are not closed are not read again and again.
      .replace(/<(?:#|@&|t:|a?:\w+:)[^\s<>]*>/gu, " ")
      .replace(/\s+/gu, " ")
      .trim()
  );
}

/** The words of a message as a question: as many whole words as a question may have. */
export function searchTextOf(text: string): string {
  if (text.length <= QUESTION_CHARS_MAX) return text;
  const cut = text.slice(0, QUESTION_CHARS_MAX);
  const lastSpace = cut.search(/\s\S*$/u);
  return lastSpace > 0 ? cut.slice(0, lastSpace) : cut.replace(/[\ud800-\udbff]$/u, "");
}

/** Pairs of quotation marks. Single ones are apostrophes too often. */
const PAIRS: readonly RegExp[] = [
  /“(?<quote>[^“”]+)”/gu,
  /„(?<quote>[^„“”]+)[“”]/gu,
  /«(?<quote>[^«»]+)»/gu,
  /「(?<quote>[^「」]+)」/gu,
  /"(?<quote>[^"]+)"/gu,
];
const BLOCK = /^(?:> ?.*(?:\n|$))+/gmu;

/** The quoted passages of a message, each once, in their order: in quotation marks, or as quote blocks. */
export function quotesIn(text: string): string[] {
  const blocks = [...text.matchAll(BLOCK)].map((match) => ({
    at: match.index,
    quote: match[0].replace(/^> ?/gmu, ""),
  }));
  const rest = text.replace(BLOCK, (block) => " ".repeat(block.length));
  const marked = PAIRS.flatMap((pair) =>
    [...rest.matchAll(pair)].map((match) => ({
      at: match.index,
      quote: match.groups?.["quote"] ?? "",
    })),
  );
  const quotes = [...blocks, ...marked]
    .toSorted((a, b) => a.at - b.at)
    .map(({ quote }) => quote.trim())
    .filter((quote) => quote.split(/\s+/u).length >= MARKED_QUOTE_WORDS_MIN)
    .filter((quote) => quote.length <= QUOTE_CHARS_MAX);
  return [...new Set(quotes)].slice(0, QUOTES_PER_MESSAGE_MAX);
}
