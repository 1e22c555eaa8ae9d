import { createHash } from "node:crypto";
import { z } from "zod";
import { CUSTOM_ID_CHARS_MAX } from "./limits.ts";
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
const FORM =
  /^(?<letter>[topyn])(?<judged>[ANV]?)(?<slot>[0-9a-z]+)\.(?<page>[0-9a-z]+)(?<how>[.#])(?<rest>.+)$/su;
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

/** What a button is to do; null for one that is not ours, or whose query is no more. */
export function decodePress(id: string, queries: Queries): Press | null {
  const groups = FORM.exec(id)?.groups;
  if (!groups) return null;
  const { letter, judged: judgedLetter, page = "", how, rest = "" } = groups;
  const action = ACTIONS.find((one) => LETTERS[one] === letter);
  const judged = JUDGED.find((one) => JUDGED_LETTERS[one] === judgedLetter) ?? null;
  const query = how === "#" ? queries.query(rest) : rest;
  const view = query === null ? null : decodeView(query);
  return action && view ? { action, view, page: Number.parseInt(page, RADIX), judged } : null;
}

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

const some = z.string();
const maybe = z
  .string()
  .nullish()
  .transform((text) => text ?? null);
const asked = z
  .tuple([some, maybe.optional(), maybe.optional(), maybe.optional(), maybe.optional()])
  .transform(([question, speaker = null, source = null, from = null, to = null]): Asked => {
    return { question, speaker, source, from, to };
  });

const views = z.union([
  z.tuple([z.literal("a"), asked], asked).transform(([, first, ...others]): View => {
    return { kind: "ask", chain: [first, ...others] };
  }),
  z
    .tuple([
      z.literal("q"),
      some,
      maybe.optional(),
      maybe.optional(),
      maybe.optional(),
      maybe.optional(),
    ])
    .transform(([, speaker, about = null, source = null, from = null, to = null]): View => {
      return { kind: "quotes", speaker, about, source, from, to };
    }),
  z.tuple([z.literal("w"), some]).transform(([, about]): View => ({ kind: "who", about })),
  z
    .tuple([z.literal("v"), some, maybe.optional()])
    .transform(([, quote, speaker = null]): View => ({ kind: "verify", quote, speaker })),
  z.tuple([z.literal("c")], some).transform(([, ...quotes]): View => ({ kind: "checks", quotes })),
  z
    .tuple([z.literal("s"), maybe.optional()])
    .transform(([, search = null]): View => ({ kind: "sources", search })),
  z.tuple([z.literal("d"), some]).transform(([, id]): View => ({ kind: "document", id })),
  z.tuple([z.literal("e"), some]).transform(([, receipt]): View => ({ kind: "excerpt", receipt })),
  z
    .tuple([z.literal("l")], some)
    .transform(([, ...receipts]): View => ({ kind: "alsoIn", receipts })),
  z
    .tuple([z.literal("t"), some, z.enum(["discord", "markdown", "plain"])])
    .transform(([, receipt, form]): View => ({ kind: "citation", receipt, form })),
]);

function decodeView(query: string): View | null {
  try {
    return views.parse(JSON.parse(`[${query}]`));
  } catch {
    return null;
  }
}
