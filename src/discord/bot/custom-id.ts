import { createHash } from "node:crypto";
import { z } from "zod";
import {
  DOCUMENT_ID_CHARS_MAX,
  QUESTION_CHARS_MAX,
  QUOTE_CHARS_MAX,
  RECEIPT_CHARS_MAX,
} from "../../core/limits.ts";
import {
  CUSTOM_ID_CHARS_MAX,
  EARLIER_QUESTIONS_MAX,
  PLACES_OF_WORDS_MAX,
  QUOTES_PER_MESSAGE_MAX,
} from "./bot-limits.ts";
import type { Asked, View } from "./view.ts";

/**
 * What a button does: shows a view in place of its message, or in a message of its own that only the
 * one who pressed sees; posts its message for all; or says whether the answer helped.
 */
export type Action = "turn" | "open" | "post" | "helpful" | "not-helpful";

/** What somebody found helpful or not. */
export type Judged = "answer" | "no-answer" | "verify";

export interface Press {
  readonly action: Action;
  readonly view: View;
  /** From 0. */
  readonly page: number;
  /** Of feedback; null for other actions. */
  readonly judged: Judged | null;
}

/** Where queries too long for a button are kept. */
export interface Queries {
  keepQuery(key: string, query: string): void;
  query(key: string): string | null;
}

const LETTERS = { turn: "t", open: "o", post: "p", helpful: "y", "not-helpful": "n" } as const;
const JUDGED_LETTERS = { answer: "A", "no-answer": "N", verify: "V" } as const;
/** No page is numbered as high as four digits go, and no slot as high as two. */
const FORM =
  /^(?<letter>[topyn])(?<judged>[ANV]?)(?<slot>[0-9a-z]{1,2})\.(?<page>[0-9a-z]{1,4})(?<how>[.#])(?<rest>.+)$/su;
const RADIX = 36;

/**
 * A button's `custom_id`: letter, what is judged, slot, page, then the view, or the key under which it is
 * kept where it is too long: `t5.1."a",[["What did Rutte say?"]]`, `yA5.0#5u1RBOq4kXTq2bQm`.
 *
 * @param slot the button's place in its message, so that two that do the same have different ids.
 */
export function encodePress(press: Press, slot: number, queries: Queries): string {
  const judged = press.judged === null ? "" : JUDGED_LETTERS[press.judged];
  const head = `${LETTERS[press.action]}${judged}${slot.toString(RADIX)}.${press.page.toString(RADIX)}`;
  const query = encodeView(press.view);
  const id = `${head}.${query}`;
  if (id.length <= CUSTOM_ID_CHARS_MAX) return id;
  const key = createHash("sha256").update(query).digest("base64url").slice(0, KEY_CHARS);
  queries.keepQuery(key, query);
  return `${head}#${key}`;
}

const KEY_CHARS = 22;

/** What a button says of itself, before it is known what it shows. */
export interface PressHead extends Omit<Press, "view"> {
  /** The view as the button has it, or the key under which it is kept. */
  readonly query: { readonly isKept: boolean; readonly text: string };
}

/** What an id says of itself; null for one that this version did not write. Anybody can forge one. */
export function readPress(id: string): PressHead | null {
  const groups = id.length <= CUSTOM_ID_CHARS_MAX ? FORM.exec(id)?.groups : undefined;
  if (!groups) return null;
  const { letter, judged: judgedLetter, page = "", how, rest = "" } = groups;
  const action = ACTIONS.find((one) => LETTERS[one] === letter);
  const judged = JUDGED.find((one) => JUDGED_LETTERS[one] === judgedLetter) ?? null;
  if (!action || JUDGING.has(action) !== (judged !== null)) return null;
  const query = { isKept: how === "#", text: rest };
  return { action, page: Number.parseInt(page, RADIX), judged, query };
}

/** What a button shows; null where that is no more kept, or is none of ours. */
export function viewOf({ query: { isKept, text } }: PressHead, queries: Queries): View | null {
  const query = isKept ? queries.query(text) : text;
  return query === null ? null : decodeView(query);
}

/** What a button is to do; null for one that is not ours, or whose query is no more. */
export function decodePress(id: string, queries: Queries): Press | null {
  const head = readPress(id);
  const view = head && viewOf(head, queries);
  return view && { action: head.action, view, page: head.page, judged: head.judged };
}

const JUDGING: ReadonlySet<Action> = new Set<Action>(["helpful", "not-helpful"]);
const JUDGED: readonly Judged[] = ["answer", "no-answer", "verify"];
const ACTIONS: readonly Action[] = ["turn", "open", "post", "helpful", "not-helpful"];

/** A list in JSON without its brackets: a letter, then what the view holds, no nulls at the end. */
function encodeView(view: View): string {
  return JSON.stringify(trimmed(listOf(view))).slice(1, -1);
}

function listOf(view: View): unknown[] {
  switch (view.kind) {
    case "ask":
      return ["a", ...view.chain.map(listOfAsked)];
    case "quotes":
      return ["q", view.speaker, view.about, view.source, view.from, view.to];
    case "who":
      return ["w", view.about];
    case "verify":
      return ["v", view.quote, view.speaker];
    case "checks":
      return ["c", ...view.quotes];
    case "sources":
      return ["s", view.search];
    case "document":
      return ["d", view.id];
    case "excerpt":
      return ["e", view.receipt];
    case "alsoIn":
      return ["l", ...view.receipts];
  }
  return ["t", view.receipt, view.form];
}

function listOfAsked({ question, speaker, source, from, to }: Asked): unknown[] {
  return trimmed([question, speaker, source, from, to]);
}

function trimmed(list: readonly unknown[]): unknown[] {
  const last = list.findLastIndex((one) => one !== null);
  return list.slice(0, last + 1);
}

/** NUL and lone surrogates, which no person can type and Discord does not take back. */
const UNSENDABLE = /[\p{Cs}\0]/u;
const textUpTo = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !UNSENDABLE.test(text));

/** An id, or whatever is typed into an option, which is shorter. */
const some = textUpTo(DOCUMENT_ID_CHARS_MAX);
/** What is not given stands as null, or is left out at the end. */
const maybe = some.nullable().default(null);
const words = textUpTo(QUESTION_CHARS_MAX);
const quote = textUpTo(QUOTE_CHARS_MAX);
const receipt = textUpTo(RECEIPT_CHARS_MAX);
const asked = z
  .tuple([words, maybe, maybe, maybe, maybe])
  .transform(([question, speaker, source, from, to]): Asked => {
    return { question, speaker, source, from, to };
  });
const form = z.enum(["discord", "markdown", "plain"]);

/** Each view by its letter, and nothing besides. Anybody can forge one. */
const views = z.union([
  z
    .tuple([z.literal("a"), asked], asked)
    .refine((list) => list.length <= 1 + CHAIN_MAX)
    .transform(([, first, ...others]): View => ({ kind: "ask", chain: [first, ...others] })),
  z
    .tuple([z.literal("q"), some, maybe, maybe, maybe, maybe])
    .transform(([, speaker, about, source, from, to]): View => {
      return { kind: "quotes", speaker, about, source, from, to };
    }),
  z.tuple([z.literal("w"), words]).transform(([, about]): View => ({ kind: "who", about })),
  z
    .tuple([z.literal("v"), quote, maybe])
    .transform(([, text, speaker]): View => ({ kind: "verify", quote: text, speaker })),
  z
    .tuple([z.literal("c"), quote], quote)
    .refine((list) => list.length <= 1 + QUOTES_PER_MESSAGE_MAX)
    .transform(([, ...quotes]): View => ({ kind: "checks", quotes })),
  z.tuple([z.literal("s"), maybe]).transform(([, search]): View => ({ kind: "sources", search })),
  z.tuple([z.literal("d"), some]).transform(([, id]): View => ({ kind: "document", id })),
  z
    .tuple([z.literal("e"), receipt])
    .transform(([, id]): View => ({ kind: "excerpt", receipt: id })),
  z
    .tuple([z.literal("l"), receipt], receipt)
    .refine((list) => list.length <= 1 + PLACES_OF_WORDS_MAX)
    .transform(([, ...receipts]): View => ({ kind: "alsoIn", receipts })),
  z
    .tuple([z.literal("t"), receipt, form])
    .transform(([, id, inForm]): View => ({ kind: "citation", receipt: id, form: inForm })),
]);

/** The question and those that it follows up. */
const CHAIN_MAX = 1 + EARLIER_QUESTIONS_MAX;

function decodeView(query: string): View | null {
  try {
    return views.parse(JSON.parse(`[${query}]`));
  } catch {
    return null;
  }
}
