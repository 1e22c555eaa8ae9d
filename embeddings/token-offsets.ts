/**
 * Where a BERT tokenizer's word pieces stand in the text. transformers.js gives ids alone, so the
 * text is cut into words as the tokenizer does it, and each word's pieces are laid along it.
 */
import type { TokenOffsets } from "../src/core/statements/statement.ts";

/** A word as the tokenizer reads it: one entry for each UTF-16 unit after normalisation. */
interface Word {
  /** After normalisation. */
  readonly text: string;
  /** Offsets in the text of the character that each unit comes from. */
  readonly starts: number[];
  readonly ends: number[];
}

export const CONTINUATION = "##";
export const UNKNOWN = "[UNK]";
/** From a capital letter of ASCII to its small one. */
const CASE_DISTANCE = 32;
/** A text that holds a special token's own name is read as that token. */
const special = /\[(?:PAD|UNK|CLS|SEP|MASK)\]/gu;
const dropped = /^[\0\uFFFD\p{Cc}\p{Cf}\p{Co}\p{Cs}]$/u;
const kept = /^[\t\n\r]$/u;
const accent = /\p{Mn}/gu;
const punctuation = /^[\p{P}!-/:-@[-`{-~]$/u;
/** Chinese characters are words of their own; those outside the BMP are not known as such. */
const chinese = /^[\u4E00-\u9FFF\u3400-\u4DBF\uF900-\uFAFF]$/u;

/**
 * @param ids the tokens without the special ones at either end.
 * @param pieces by id; a piece that goes on in its word starts with "##".
 * @returns null when ids and text do not fit each other: another kind of tokenizer.
 */
export function placeTokens(
  text: string,
  ids: readonly number[],
  pieces: ReadonlyMap<number, string>,
): TokenOffsets | null {
  const starts = new Int32Array(ids.length);
  const ends = new Int32Array(ids.length);
  const words = findWords(text);
  let word: Word | undefined;
  let at = 0;
  for (const [token, id] of ids.entries()) {
    const piece = pieces.get(id) ?? "";
    const goesOn = piece.startsWith(CONTINUATION) && at > 0;
    if (!goesOn) {
      if (word && at < word.starts.length) return null;
      word = words.next().value ?? undefined;
      at = 0;
    }
    if (!word) return null;
    const isWhole = piece === UNKNOWN || special.test(piece);
    special.lastIndex = 0;
    const length = isWhole ? word.starts.length : piece.length - (goesOn ? CONTINUATION.length : 0);
    const [start, end] = [word.starts[at], word.ends[at + length - 1]];
    if (start === undefined || end === undefined) return null;
    starts[token] = start;
    ends[token] = end;
    at += length;
  }
  const isComplete = (word?.starts.length ?? 0) === at && words.next().done === true;
  return isComplete ? { starts, ends } : null;
}

function* findWords(text: string): Generator<Word, null> {
  let from = 0;
  for (const match of text.matchAll(special)) {
    yield* findPlainWords(text.slice(from, match.index), from);
    from = match.index + match[0].length;
    const { length } = match[0];
    const [starts, ends] = [Array(length).fill(match.index), Array(length).fill(from)];
    yield { text: match[0], starts, ends };
  }
  yield* findPlainWords(text.slice(from), from);
  return null;
}

/**
 * Words, and each punctuation character as a word, of a text that starts at `from`; a special token's
 * name in it is not one.
 */
export function* findPlainWords(text: string, from: number): Generator<Word, null> {
  let word = { text: "", starts: new Array<number>(), ends: new Array<number>() };
  const finish = (): Word => {
    const done = word;
    word = { text: "", starts: [], ends: [] };
    return done;
  };
  let position = 0;
  while (position < text.length) {
    const start = from + position;
    const code = text.charCodeAt(position);
    if (isPlain(code)) {
      word.text += String.fromCharCode(isUpper(code) ? code + CASE_DISTANCE : code);
      word.starts.push(start);
      word.ends.push(start + 1);
      position += 1;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
    position += character.length;
    if (dropped.test(character) && !kept.test(character)) continue;
    const isSpace = /\s/u.test(character);
    const isAlone = chinese.test(character);
    if ((isSpace || isAlone) && word.starts.length > 0) yield finish();
    if (isSpace) continue;
    for (const normal of character.toLowerCase().normalize("NFD").replace(accent, "")) {
      const isMark = punctuation.test(normal);
      if (isMark && word.starts.length > 0) yield finish();
      word.text += normal;
      for (let unit = 0; unit < normal.length; unit += 1) {
        word.starts.push(start);
        word.ends.push(from + position);
      }
      if (isMark) yield finish();
    }
    if (isAlone && word.starts.length > 0) yield finish();
  }
  if (word.starts.length > 0) yield word;
  return null;
}

/** Most characters, 0-9, A-Z and a-z: nothing is dropped, cut or changed but their case. */
function isPlain(code: number): boolean {
  return (97 <= code && code <= 122) || isUpper(code) || (48 <= code && code <= 57);
}

function isUpper(code: number): boolean {
  return 65 <= code && code <= 90;
}
