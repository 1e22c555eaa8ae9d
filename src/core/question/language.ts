import { isGeneralWord } from "../text/general-words.ts";
import type { Question } from "./question.ts";
import { isFunctionWord } from "./question.ts";

/** Common small words of other languages, none of them English. */
const FOREIGN = new Set(
  "der und das ist hat wie wer wann warum nicht ein eine uber zu den dem mit von fur auf auch sich sagte gesagt le les des une est que qui quoi dans pour sur pas avec du au aux dit quel quelle sont comment pourquoi el los las una es por con para del como quien cuando donde dijo sobre il lo gli di che per non sono cosa ha detto perche o os um uma e do da em disse het een van niet wat zijn heeft over wie waarom och att det som vad hva nie jest co czy jak kto na sie".split(
    " ",
  ),
);
/** Of these also English words: they tell nothing alone. */
const EITHER = new Set(
  "der das do o e es per non on over die a me no so den dem van as is was wat co des con".split(
    " ",
  ),
);
const WORDS_MIN = 3;

/** Whether a question is in English, as far as its words tell; names and words of the corpus belong to no language. */
export function languageOf(
  question: Question,
  isKnown: (low: string) => boolean,
): "english" | "other" {
  const words = question.units.flatMap(({ name, low }) => (name || /^\d+$/u.test(low) ? [] : low));
  if (words.length === 0) return "english";
  const foreignLetters = words.filter((low) => !/\p{Script=Latin}/u.test(low) && !isKnown(low));
  if (foreignLetters.length * 2 > words.length) return "other";
  if (words.length < WORDS_MIN) return "english";
  const foreign = words.filter((low) => FOREIGN.has(low) && !EITHER.has(low)).length;
  const english = words.filter(
    (low) => isFunctionWord(low) && !FOREIGN.has(low) && !EITHER.has(low),
  ).length;
  if (foreign === 0 || english >= foreign) return "english";
  const general = words.filter((low) => !FOREIGN.has(low) && isGeneralWord(low)).length;
  return general * 2 <= words.length ? "other" : "english";
}
