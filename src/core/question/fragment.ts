import { readPlace } from "../speakers/places.ts";
import type { SpeakerSummary } from "../speaker-summary.ts";
import type { Interpretation, SpeakerName } from "../types.ts";
import {
  exchanged,
  hasName,
  isPreposition,
  namesIn,
  questionOf,
  thingIn,
  withoutMark,
} from "./carry.ts";
import { findDates } from "./dates.ts";
import { type Parts, isSpeech, readParts } from "./follow-parts.ts";
import { type Following, askedAnew, carried, phraseOf, reread } from "./following.ts";
import type { KnownNames } from "./known-names.ts";
import { QUESTION_WORDS, type Word } from "./words.ts";

const FRAGMENT_WORDS_MAX = 8;
const TOPICAL = new Set(["about", "on", "of", "regarding"]);
const SOURCING = new Set(["in", "from", "by", "per", "according", "to", "at"]);

/** "And Barrot?", "what about China?", "in 2023?", "how many soldiers?": it takes the place of its like. */
export function fragment(following: Following): Interpretation | null {
  const { question, parts, own, today, previous, read } = following;
  const { opener, content, hasVerb, isAdding } = parts;
  const body = withoutOne(parts.body);
  const [first] = body;
  if (!first || hasVerb || body.length > FRAGMENT_WORDS_MAX) return null;
  if (QUESTION_WORDS.has(first.low)) {
    const isWhole =
      content.length > 1 ||
      body.some(isSpeech) ||
      own.kind === "corpus" ||
      previous.kind === "corpus";
    return isWhole ? null : askedAnew(following, phraseOf(body));
  }
  const names = own.speaker !== null || own.together;
  const isName = names && own.topic === null && question.trimEnd().endsWith("?");
  const isOpened =
    opener !== null || isAdding || isPreposition(first.low) || (isName && namesIn(previous) !== "");
  if (!isOpened) return null;
  const phrase = phraseOf(body);
  const dates = findDates(phrase, today);
  if (dates) {
    const rest = `${phrase.slice(0, dates.start)} ${phrase.slice(dates.end)}`;
    if (readParts(rest).content.length === 0) {
      const text = `${withoutMark(questionOf(previous))} ${phrase}?`;
      return { ...carried(previous), text, from: dates.from, to: dates.to };
    }
  }
  const preposition = isPreposition(first.low) ? first.low : null;
  const bare = preposition === null ? phrase : phraseOf(body.slice(1));
  if (bare === "") return null;
  const sources = following.names.sources(bare);
  const isSource = sources.length > 0 && preposition !== null && SOURCING.has(preposition);
  if (isSource) return inSources(previous, sources);
  const isOther = preposition !== null && preposition !== "by" && preposition !== "from";
  const meant = isOther ? null : speakersIn(following, bare, read(bare));
  if (meant) return ofSpeakers(following, meant);
  if (sources.length > 0 && !isOther) return inSources(previous, sources);
  const { unknown } = isOther ? own : read(bare);
  if (unknown && opener !== null) return { ...carried(previous), text: phrase, unknown };
  return onTopic(following, preposition !== null && TOPICAL.has(preposition) ? bare : phrase);
}

/** "The one by Pardo" is "by Pardo". */
function withoutOne(body: readonly Word[]): readonly Word[] {
  const at = body[0]?.low === "the" ? 1 : 0;
  const isOne = /^(?:ones?|those|that)$/u.test(body[at]?.low ?? "");
  return isOne && isPreposition(body[at + 1]?.low ?? "") ? body.slice(at + 1) : body;
}

function inSources(previous: Interpretation, sources: readonly string[]): Interpretation {
  return { ...carried(previous), unknown: null, sources };
}

/**
 * Those whom words mean as speakers, or null: several together, a person; a body where a body was
 * asked of, or where it cannot be the topic.
 */
function speakersIn(
  { names, previous, parts }: Following,
  bare: string,
  own: Interpretation,
): readonly SpeakerName[] | null {
  if (own.together && own.topic === null) return own.namesakes;
  const isNobodys =
    previous.kind === "passages" && namesIn(previous) === "" && previous.unknown === null;
  if (isNobodys && hasName(previous.text, likeOf(bare, names))) return null;
  const speaking = names.speakers(bare).filter(({ statementCount }) => statementCount > 0);
  const meant = speaking.filter((one) => isAsked(one, previous, names, parts.opener));
  return meant.length > 0 ? meant.map(({ id, name }) => ({ id, name })) : null;
}

function isAsked(
  { name, type }: SpeakerSummary,
  { kind, speaker, topic }: Interpretation,
  names: KnownNames,
  opener: Parts["opener"],
): boolean {
  if (type === "person") return true;
  const typesOf = (words: string) => names.speakers(words).map((one) => one.type);
  const isLikeAsked = speaker !== null && typesOf(speaker.name).includes(type);
  if (isLikeAsked && kind !== "passages") return true;
  // A country is spoken of more often than it speaks.
  if (readPlace(name) !== null) return false;
  // "And China?" after "on Russia": what is like the topic takes its place.
  if (topic !== null && typesOf(topic).includes(type)) return false;
  return opener !== "about";
}

function ofSpeakers(following: Following, meant: readonly SpeakerName[]): Interpretation {
  const { previous, own } = following;
  const [first = null, ...others] = meant;
  const whom =
    others.length === 0
      ? { speaker: first, namesakes: [], together: false }
      : { speaker: null, namesakes: meant, together: own.together };
  if (previous.unknown?.what === "speaker") {
    const name = namesIn({ ...previous, ...whom });
    return reread(
      following,
      previous.text.replace(previous.unknown.name, () => name),
    );
  }
  if (previous.kind === "passages" && namesIn(previous) !== "") {
    const name = namesIn({ ...previous, ...whom });
    const text = exchanged(previous.text, name, likeOf(name, following.names));
    return { ...carried(previous), ...whom, text, topic: text };
  }
  const isOfNobody =
    previous.kind === "passages" || previous.kind === "who" || previous.kind === "corpus";
  const next: Interpretation = {
    ...carried(previous),
    ...whom,
    ...(isOfNobody
      ? { kind: "statements", topic: thingIn(previous), wants: null, unit: null }
      : {}),
    about: null,
  };
  return { ...next, text: questionOf(next) };
}

/** Whether a name is of one sort with some words: both a person, both a body, both a country. */
function likeOf(words: string, names: KnownNames): (name: string) => boolean {
  const types = new Set(names.speakers(words).map(({ type }) => type));
  const isPlace = readPlace(words) !== null;
  const isKnown = types.size > 0 || isPlace;
  return (name) => {
    const own = names.speakers(name);
    if (isPlace && readPlace(name) !== null) return true;
    if (own.some(({ type }) => types.has(type))) return true;
    // A place that no list knows may be like one, and a name that nobody knows like another.
    const isUnknown = own.length === 0 && readPlace(name) === null;
    return isUnknown && (isPlace || (!isKnown && /^\p{Lu}/u.test(words)));
  };
}

/** Another topic, or for passages another part of the question. */
function onTopic(following: Following, phrase: string): Interpretation | null {
  const { previous } = following;
  const base = carried(previous);
  switch (previous.kind) {
    case "introduction":
      return reread(following, `Who is ${phrase}?`);
    case "verify":
      return null;
    case "passages": {
      const text = exchanged(previous.text, phrase, likeOf(phrase, following.names));
      return previous.topic === null ? { ...base, text } : { ...base, text, topic: text };
    }
    case "statements":
    case "who":
    case "corpus":
  }
  const opening = phrase.split(" ", 1)[0] ?? "";
  const isPart = isPreposition(opening.toLowerCase()) && previous.topic !== null;
  const next = { ...base, topic: isPart ? `${previous.topic ?? ""} ${phrase}` : phrase };
  return { ...next, text: questionOf(next) };
}
