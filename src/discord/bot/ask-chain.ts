import type { Answer, AskedBefore, Given } from "../../core/answer.ts";
import type { SpeakerName } from "../../core/types.ts";
import { readDays } from "./days.ts";
import type { FoundQuotes, WantedQuotes } from "./ports.ts";
import type { Parts } from "./parts.ts";
import type { Asked, ViewOf } from "./view.ts";

/** An answer; or, where the stated speaker is nobody or several, who is meant. */
export type Asking =
  | { readonly answer: Answer; readonly unclear: null }
  | { readonly answer: null; readonly unclear: Unclear };

interface Unclear {
  readonly found: FoundQuotes;
  readonly wanted: WantedQuotes;
}

type AskParts = Pick<Parts, "answerer" | "now">;

/**
 * Asks the last question of a chain. Those before it are understood again, each in the light of the
 * one before, so that speaker, topic and dates are carried over, and evidence never is.
 */
export async function askChain(
  { answerer, now }: AskParts,
  chain: ViewOf<"ask">["chain"],
): Promise<Asking> {
  const last = chain.at(-1) ?? chain[0];
  const after: AskedBefore[] = [];
  for (const earlier of chain.slice(0, -1)) {
    const { given } = await readAsked(answerer, earlier);
    // Whose speaker is nobody any more, or several, is not followed up.
    if (given) after.push({ question: earlier.question, given });
  }
  const { given, unclear } = await readAsked(answerer, last);
  if (!given) return { answer: null, unclear };
  const today = new Date(now()).toISOString().slice(0, DAY_CHARS);
  return { answer: await answerer.ask(last.question, { after, today, given }), unclear: null };
}

type ReadAsked =
  | { readonly given: Given; readonly unclear: null }
  | { readonly given: null; readonly unclear: Unclear };

/** What was stated beside a question. */
async function readAsked(answerer: Parts["answerer"], asked: Asked): Promise<ReadAsked> {
  const { from, to } = readDays(asked);
  const whom = asked.speaker === null ? null : await findSpeaker(answerer, asked.speaker);
  if (whom && !whom.speaker) return { given: null, unclear: whom };
  const given: Given = {
    ...(whom?.speaker ? { speaker: whom.speaker } : {}),
    ...(asked.source === null ? {} : { sources: [asked.source] }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
  return { given, unclear: null };
}

const DAY_CHARS = "2024-11-18".length;

interface Whom extends Unclear {
  readonly speaker: SpeakerName | null;
}

/** Whom a name, a role or an id means. */
async function findSpeaker(answerer: Parts["answerer"], name: string): Promise<Whom> {
  const wanted = { speaker: name, about: null, source: null, from: null, to: null };
  const found = await answerer.quotes({ ...wanted, limit: 1 });
  return { speaker: found.speaker, found, wanted };
}
