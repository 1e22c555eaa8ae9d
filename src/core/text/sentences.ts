import {
  ambiguousAbbreviations,
  anyCaseAbbreviations,
  capitalNumberAbbreviations,
  leadingAbbreviations,
  numberAbbreviations,
  timeWords,
} from "./abbreviations.ts";
import { alternatives } from "../data/lists.ts";
import { wordsFor } from "../data/uses.ts";
import { findParagraphs } from "./paragraphs.ts";
import type { Span } from "../types.ts";

/** A sentence of a document: no white space at its ends, offsets in UTF-16 units of the text. */
export interface Sentence extends Span {
  /** Index of the paragraph it stands in, from 0. */
  readonly paragraph: number;
}

/** How far back and forward a stop's neighbourhood is read; bounds the time for any input. */
const WORD_BEFORE_MAX = 40;
const FOLLOWING_MAX = 200;

const stopRun = /[.!?…‽؟۔।॥։።။。！？｡]+(?:[ \u00A0][.!?…]+(?![\p{L}\p{N}]))*/gu;
/** White space, and marks that open something: what stands right before a word. */
const beforeWord = /[\s“"‘«„([*_\-–—/]/u;
const wideStop = /[。！？｡]/u;
const closer = /[)\]}”’»›」』）】》〉*_'"]/u;
const closesWhenSpaceFollows = /[“‘«][\s,;:.)]|[“‘«]$/uy;
/** Closing marks after a space, footnote marks, superscripts and emoji belong to the sentence. */
const trailer =
  /\s[”»](?=\s|$)|\[\d{1,3}\]|[\u00B9\u00B2\u00B3\u2070-\u2079]+|\s?(?![©®™])\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F)*/uy;
const openers = /^(?:[-–—►▶]+\s*)?[“"‘'«„‚‹([¿¡*_「『（]*(?:(?:\.{3}|…)[\])])?\s?/u;
const quoteMark = /["”’»“'」』]/u;
const upperStart = /^(?:\p{Ll}{1,2}[-’'])?\p{Lu}|^\p{Ll}\p{Lu}|^[\p{Lt}\p{Lo}]/u;
const address = /^(?:https?:|www\.|[@#]\p{L})/u;
const domainEnd = /^(?:Com|Net|Org|Co|Io|Gov|Edu|Js)\b/u;
const listMarker = /^(?:\d{1,3}|\p{L}|[ivxIVX]{1,5})$/u;
const spokenInHan = /^(?:と|って|\p{Script=Han}{1,6}(?:说|說|道|表示|称|稱))/u;

const sentenceStarters = wordsFor("starter");
/** Verbs of a cue that may stand right after a closing quotation mark and its speaker. */
const verbs = alternatives(wordsFor("cue"));
const addressing = alternatives(wordsFor("addressing"));
const name = "(?:[\\p{L}\\p{M}.'’-]+\\s+){1,6}?";
const newSubject = "(?!(?:He|She|It|They|We|I|You|But|And|So|Then|Asked)\\b)";
/** The cue is over; a comma or colon that introduces the next quotation is another sentence's. */
const cueEnd = "\\s*(?:[.;]|,(?!\\s*[\"“‘'])|$)";
const bareCue = new RegExp(`^${name}(?:${verbs})\\s*(?:\\.|$)`, "u");
/** After `.”`: "Barrot said, adding", "Makar said after the game.", "Trump told reporters in Kyiv." */
const cueAfterStop = new RegExp(
  `^${newSubject}${name}(?<!\\b(?:is|are|was|were|has|have|had|be|been) )(?:${verbs})` +
    `(?:${cueEnd}|(?<=told)(?:\\s+\\p{L}+){1,3}\\.|` +
    "\\s+(?:in|on|at|during|after|to|when|while|as|last|this|earlier|later)\\b" +
    '(?:(?!\\bthat\\b)[^.!?"“”]){0,40}(?:[.,]|$))',
  "u",
);
/** After `?”` and `!”` a speaker and a cue nearly always belong to the quotation before. */
const cueAfterQuestion = new RegExp(
  `^${newSubject}${name}(?<!\\bha[sd] |\\bhave )(?:(?:${verbs})(?:${cueEnd}|` +
    '\\s+(?!(?:that|the|an?|he|she|it|they|there|his|her|its|their|no|not)\\b)\\p{L}(?:(?!\\bthat\\b)[^.!?"“”]){0,60})|' +
    `(?:${addressing})` +
    '\\s+(?!that\\b|to\\b|if\\b)(?:(?!\\bthat\\b|\\bto\\b)[^.!?"“”]){0,60}\\.)',
  "u",
);

/** What is known of a paragraph before its stops are looked at. */
interface Paragraph {
  readonly text: string;
  /** Letters of one case only: case then says nothing. */
  readonly oneCase: boolean;
}

/** A run of stops with the closing marks after it, and the neighbourhood that decides about it. */
interface Stop {
  readonly marks: string;
  readonly closers: string;
  /** The word before the marks, without opening marks; "" when white space stands there. */
  readonly word: string;
  readonly wordStart: number;
  readonly start: number;
  readonly gap: boolean;
  /** What follows after white space: up to 200 units. */
  readonly following: string;
}

/**
 * Splits a text into sentences: in order, without overlap, together covering every character that
 * is not white space. A paragraph's end always ends a sentence (see `findParagraphs`); inside, full
 * stops after abbreviations, initials and numbers do not, nor does a quotation's stop before its
 * attribution. When in doubt it does not split. Linear in the length of the text.
 */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const [paragraph, span] of findParagraphs(text).entries()) {
    const content = text.slice(span.start, span.end);
    let start = 0;
    for (const end of [...findBoundaries(content), content.length]) {
      sentences.push({ start: span.start + start, end: span.start + end, paragraph });
      start = skipSpace(content, end);
    }
  }
  return sentences;
}

/** Ends of all sentences but the last, as offsets in the paragraph's text. */
function findBoundaries(text: string): number[] {
  const paragraph = { text, oneCase: !/\p{Ll}/u.test(text) || !/\p{Lu}/u.test(text) };
  const ends: number[] = [];
  let counted = 0;
  let quoteIsOpen = false;
  let from = 0;
  for (const match of text.matchAll(stopRun)) {
    if (match.index < from) continue;
    const stopEnd = match.index + match[0].length;
    for (; counted < match.index; counted += 1) {
      if (text.charAt(counted) === '"') quoteIsOpen = !quoteIsOpen;
    }
    from = closersEnd(text, stopEnd, quoteIsOpen);
    const next = skipSpace(text, from);
    if (next < text.length && isBoundary(paragraph, readStop(text, match, from, next))) {
      ends.push(from);
    }
  }
  return ends;
}

function skipSpace(text: string, from: number): number {
  let index = from;
  while (index < text.length && /\s/u.test(text.charAt(index))) index += 1;
  return index;
}

/** Where the closing quotation marks, brackets and further stops after a stop end. */
function closersEnd(text: string, from: number, quoteIsOpen: boolean): number {
  let open = quoteIsOpen;
  let index = from;
  while (index < text.length) {
    const mark = text.charAt(index);
    const opensNext = mark === '"' && !open && /[\p{L}\p{N}]/u.test(text.charAt(index + 1));
    closesWhenSpaceFollows.lastIndex = index;
    trailer.lastIndex = index;
    if (!opensNext && (closer.test(mark) || closesWhenSpaceFollows.test(text))) index += 1;
    else if (index > from && /[.!?…]/u.test(mark)) index += 1;
    else if (trailer.test(text)) index = trailer.lastIndex;
    else break;
    if (mark === '"') open = !open;
  }
  return index;
}

function readStop(text: string, match: RegExpExecArray, end: number, next: number): Stop {
  const before = text.slice(Math.max(0, match.index - WORD_BEFORE_MAX), match.index);
  const word = before.slice(lastIndexOf(before, beforeWord) + 1).replace(/^'+/u, "");
  return {
    marks: match[0],
    closers: text.slice(match.index + match[0].length, end),
    word,
    wordStart: match.index - word.length,
    start: match.index,
    gap: next > end,
    following: text.slice(next, next + FOLLOWING_MAX),
  };
}

/** Offset of the last character that matches, or -1. */
function lastIndexOf(text: string, character: RegExp): number {
  let at = text.length - 1;
  while (at >= 0 && !character.test(text.charAt(at))) at -= 1;
  return at;
}

function isBoundary(paragraph: Paragraph, stop: Stop): boolean {
  const { following, marks, closers } = stop;
  if (wideStop.test(marks)) return !(closers !== "" && spokenInHan.test(following));
  const before = paragraph.text.charAt(stop.start - 1);
  if (/[[(]/u.test(before) && /^[\])]/u.test(closers)) return false;
  if (/^[•▪●◦]/u.test(following)) return true;
  const head = following.replace(openers, "");
  if (!stop.gap) return isGluedBoundary(stop, head);
  if (/^[–—]/u.test(following)) return false;
  if (following.startsWith("-")) {
    if (quoteMark.test(closers) || joinsNumber(stop, paragraph.oneCase)) return false;
  }
  if (address.test(head) || /^\p{Extended_Pictographic}/u.test(head)) return true;
  if (/^[\p{Sc}#]?\p{N}/u.test(head)) {
    return marks !== "." || !joinsNumber(stop, paragraph.oneCase);
  }
  if (!upperStart.test(head) && !(paragraph.oneCase && /^\p{Ll}/u.test(head))) return false;
  if (quoteMark.test(closers) && isCue(following, marks)) return false;
  if (/[!?‽؟۔।॥։።။]/u.test(marks)) return true;
  if (marks !== ".") return !/^\s?$/u.test(before) || startsSentence(head);
  return !joinsNext(paragraph, stop, head);
}

/** Whether the speaker and the cue of the quotation that just closed follow. */
function isCue(following: string, marks: string): boolean {
  if (bareCue.test(following)) return true;
  return (/[!?]/u.test(marks) ? cueAfterQuestion : cueAfterStop).test(following);
}

/** A stop with no space after it: a sentence only where a space was forgotten, not in an address. */
function isGluedBoundary(stop: Stop, head: string): boolean {
  const { following, word } = stop;
  if (!/(?:\p{L}{2}|\p{N}|[)\]”’"])$/u.test(word)) return false;
  if (/[.@/:\\]/u.test(word) || leadingAbbreviations.has(word.toLowerCase())) return false;
  if (!/^(?:[AI]\s|\p{Lu}[\p{Ll}’'])/u.test(head)) return false;
  if (/^\p{L}+[.@/][\p{L}\p{N}]/u.test(head) || domainEnd.test(head)) return false;
  return /^[\p{Lu}“"‘«„(]/u.test(following);
}

/** Whether a single full stop belongs to the word before it and the sentence goes on. */
function joinsNext(paragraph: Paragraph, stop: Stop, head: string): boolean {
  const { word } = stop;
  if (word === "") return false;
  if (stop.wordStart === 0 && listMarker.test(word)) return true;
  const known = word.toLowerCase().replace("’", "'");
  const cased = paragraph.oneCase || !/^\p{Lu}{2,}$/u.test(word);
  if (known === "a.m" || known === "p.m")
    return timeWords.has(firstWord(head).toLowerCase().replace(/days$/u, "day"));
  if (cased && isLeading(word, known, paragraph.oneCase)) return true;
  if (quoteMark.test(stop.closers)) return false;
  if (numberAbbreviations.has(known) && /^(?:[VXLC]|[IVXLC]{2,})\b/u.test(head) && known !== "c")
    return true;
  if (/^\p{L}$/u.test(word)) return !startsSentence(head) && !isPronounI(paragraph.text, stop);
  if (isDotted(word)) return !startsSentence(head);
  const isCapitalised = paragraph.oneCase || /^\p{Lu}\p{Ll}/u.test(word);
  return isCapitalised && ambiguousAbbreviations.has(known) && !startsSentence(head);
}

/** Titles count when capitalised ("Gen. Milley", not "gen. Then"); "vs." and "e.g." in any case. */
function isLeading(word: string, known: string, oneCase: boolean): boolean {
  if (!leadingAbbreviations.has(known)) return false;
  return oneCase || /^\p{Lu}/u.test(word) || anyCaseAbbreviations.has(known);
}

/** "U.S", "Ph.D", "J.R.R", and not "example.com". */
function isDotted(word: string): boolean {
  return /^\p{L}{1,2}(?:\.\p{L}{1,2})+$/u.test(word);
}

/** Whether a number after this word's full stop belongs to the word. */
function joinsNumber(stop: Stop, oneCase: boolean): boolean {
  const { word } = stop;
  const known = word.toLowerCase().replace("’", "'");
  if (stop.wordStart === 0 && listMarker.test(word)) return true;
  if (!oneCase && /^\p{Lu}{3,}$/u.test(word)) return false;
  if (numberAbbreviations.has(known) || isLeading(word, known, oneCase)) return true;
  if (/^\p{L}$/u.test(word) || isDotted(known)) return true;
  const isCapitalised = oneCase || /^\p{Lu}\p{Ll}/u.test(word);
  const inCapitals = ambiguousAbbreviations.has(known) || capitalNumberAbbreviations.has(known);
  return isCapitalised && inCapitals;
}

/** "So do I. Trump left" ends a sentence; "Louis I. Kahn" does not. */
function isPronounI(text: string, stop: Stop): boolean {
  if (stop.word !== "I") return false;
  const before = text.slice(Math.max(0, stop.wordStart - WORD_BEFORE_MAX), stop.wordStart);
  return /(?:^|\s)\p{Ll}\S*\s$/u.test(before);
}

function firstWord(head: string): string {
  return /^\p{L}+/u.exec(head)?.[0] ?? "";
}

function startsSentence(head: string): boolean {
  const word = firstWord(head);
  const isInitial = word.length === 1 && head.charAt(1) === ".";
  return !isInitial && sentenceStarters.has(word.toLowerCase());
}
