import { readFileSync } from "node:fs";
import { join } from "node:path";
import { interpret } from "../../../src/core/question/interpret.ts";
import { splitMessage } from "../../../src/core/question/message.ts";
import { isTopical, wordsOf } from "../../../src/core/text/words.ts";
import type { Interpretation } from "../../../src/core/types.ts";
import { names } from "./world.ts";

/** A message as somebody types it, and what is meant: fields by name, a map for each question in it. */
export interface EverydayCase {
  readonly message: string;
  readonly expected: readonly ReadonlyMap<string, string>[];
}

/** The cases of a file of this folder; its first line tells the form. */
export function everydayCases(file: string): EverydayCase[] {
  const lines = readFileSync(join(import.meta.dirname, file), "utf8").split("\n");
  return lines
    .filter((line) => line.includes(" => "))
    .map((line) => {
      const [message = "", wanted = ""] = line.split(" => ");
      const expected = wanted === "none" ? [] : wanted.split(" // ").map(fieldsOf);
      return { message, expected };
    });
}

function fieldsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("; ").map((field, at): [string, string] => {
      if (at === 0) return ["kind", field];
      if (/^(?:newest|oldest)$/u.test(field)) return ["order", field];
      if (/^[\d-]*\.\.[\d-]*$/u.test(field)) return ["dates", field];
      return [field.split(" ", 1)[0] ?? "", field.slice(field.indexOf(" ") + 1)];
    }),
  );
}

export const understandMessage = (message: string): Interpretation[] =>
  splitMessage(message).map((text) =>
    interpret(text, { names, today: "2026-11-21", previous: null }),
  );

/** The fields that are wrong; none where all is understood. Topics are compared by the words that tell. */
export function wrongFields({ message, expected }: EverydayCase): string[] {
  const understood = understandMessage(message);
  if (understood.length !== expected.length) return [`${understood.length} questions`];
  return understood.flatMap((one, at) => {
    const wanted = expected[at] ?? new Map<string, string>();
    const own = fieldsIn(one);
    const fields = new Set([...wanted.keys(), ...own.keys()]);
    return [...fields]
      .filter((field) => isWrong(field, wanted, own))
      .map((field) => `${field}: ${own.get(field) ?? ""}`);
  });
}

function isWrong(
  field: string,
  wanted: ReadonlyMap<string, string>,
  own: ReadonlyMap<string, string>,
): boolean {
  if (field === "order" && own.get("about") === "latest") return false;
  const [a, b] = [wanted.get(field) ?? "", own.get(field) ?? ""];
  const isSaying = wanted.get("kind") === "statements" || wanted.get("kind") === "who";
  if (field === "on" && a === "") return isSaying && topical(b) !== "";
  if (field === "by") return members(a) !== members(b);
  return field === "on" ? topical(a) !== topical(b) : a.toLowerCase() !== b.toLowerCase();
}

const members = (text: string): string =>
  text
    .split(/( [+|] )/u)
    .filter((one) => !/^ [+|] $/u.test(one))
    .toSorted()
    .join(text.includes(" + ") ? "+" : "|");

const topical = (text: string): string =>
  [...new Set(wordsOf(text).flatMap(({ text: word, stem }) => (isTopical(word) ? stem : [])))]
    .toSorted()
    .join(" ");

function fieldsIn(one: Interpretation): Map<string, string> {
  const by = one.speaker ? [one.speaker] : one.namesakes;
  const dates = one.from === null && one.to === null ? "" : `${one.from ?? ""}..${one.to ?? ""}`;
  const fields: [string, string][] = [
    ["kind", one.kind],
    ["by", by.map(({ name }) => name).join(one.together ? " + " : " | ")],
    [
      "on",
      one.kind === "verify"
        ? ""
        : one.kind === "passages"
          ? (one.topic ?? one.text)
          : (one.topic ?? ""),
    ],
    ["verbs", one.verbs.join(" ")],
    ["dates", dates],
    ["from", one.sources.join()],
    ["unknown", one.unknown?.name ?? ""],
    ["order", one.order === "relevance" ? "" : one.order],
    ["about", one.about ?? ""],
    ["quote", one.quote ?? ""],
    ["misread", one.misread ?? ""],
    ["language", one.language === "english" ? "" : one.language],
  ];
  return new Map(fields.filter(([, value]) => value !== ""));
}
