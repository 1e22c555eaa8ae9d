import { type Answer, type AskOptions, followedBy } from "../../core/answer.ts";
import type { Interpretation } from "../../core/types.ts";
import type { SpeakerName } from "../../core/types.ts";
import { readDays } from "./days.ts";
import type { FoundQuotes, WantedQuotes } from "./ports.ts";
import type { Parts } from "./parts.ts";
import type { Asked, ViewOf } from "./view.ts";

/** An answer; or, where the stated speaker is nobody or several, who is meant. */
export type Asking =
  | { readonly answer: Answer; readonly unclear: null }
  | {
      readonly answer: null;
      readonly unclear: { readonly found: FoundQuotes; readonly wanted: WantedQuotes };
    };

type AskParts = Pick<Parts, "answerer" | "now">;

/**
 * Asks the last question of a chain. Those before it are understood again, each in the light of the
 * one before, so that speaker, topic and dates are carried over, and evidence never is.
 */
export async function askChain(parts: AskParts, chain: ViewOf<"ask">["chain"]): Promise<Asking> {
  const last = chain.at(-1) ?? chain[0];
  let previous: Interpretation | null = null;
  for (const earlier of chain.slice(0, -1)) {
    const { answer }: Asking = await askOne(parts, earlier, { previous, limit: 1 });
    previous = answer === null ? previous : followedBy(answer, previous);
  }
  return askOne(parts, last, { previous });
}

async function askOne(
  { answerer, now }: AskParts,
  asked: Asked,
  options: Pick<AskOptions, "previous" | "limit">,
): Promise<Asking> {
  const { from, to } = readDays(asked);
  const whom = asked.speaker === null ? null : await findSpeaker(answerer, asked.speaker);
  if (whom && !whom.speaker) return { answer: null, unclear: whom };
  const given = {
    ...(whom?.speaker ? { speaker: whom.speaker } : {}),
    ...(asked.source === null ? {} : { sources: [asked.source] }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
  const today = new Date(now()).toISOString().slice(0, DAY_CHARS);
  return {
    answer: await answerer.ask(asked.question, { ...options, today, given }),
    unclear: null,
  };
}

const DAY_CHARS = "2024-11-18".length;

interface Whom {
  readonly speaker: SpeakerName | null;
  readonly found: FoundQuotes;
  readonly wanted: WantedQuotes;
}

/** Whom a name, a role or an id means. */
async function findSpeaker(answerer: Parts["answerer"], name: string): Promise<Whom> {
  const wanted = { speaker: name, about: null, source: null, from: null, to: null };
  const found = await answerer.quotes({ ...wanted, limit: 1 });
  return { speaker: found.speaker, found, wanted };
}
