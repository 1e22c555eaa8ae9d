import { type Feature, hasFeature } from "./features.ts";
import type { TaggedText } from "./tag.ts";

type Has = (token: number, ...features: Feature[]) => boolean;
/** Names of token features; the first that fits counts. */
type Classes = readonly (readonly [string, ...Feature[]])[];

/** Tells whether a token has one of some features. */
export function featuresOf({ features }: TaggedText): Has {
  return (token, ...names) => names.some((name) => hasFeature(features, token, name));
}

/** The name of the first class that fits a token, or "word". */
export function classOf(token: number, classes: Classes, has: Has): string {
  return classes.find(([, ...features]) => has(token, ...features))?.[0] ?? "word";
}

/** What a content starts and ends with, and what stands before and behind it. */
export const starts: Classes = [
  ["open", "double_open"],
  ["that", "that"],
  ["inside", "in_double"],
  ["sentence", "sentence_start"],
  ["pronoun", "pronoun"],
];
export const ends: Classes = [
  ["close", "double_close"],
  ["inside", "in_double"],
  ["stop", "sentence_end"],
  ["comma", "comma"],
];
export const befores: Classes = [
  ["comma", "comma"],
  ["colon", "colon"],
  ["open", "double_open"],
  ["close", "double_close"],
  ["stop", "sentence_end"],
  ["that", "that"],
  ["dash", "dash", "bracket"],
];
export const behinds: Classes = [
  ["comma", "comma"],
  ["stop", "period", "question"],
  ["close", "double_close"],
  ["open", "double_open"],
  ["colon", "colon"],
  ["dash", "dash", "bracket"],
  ["sentence", "sentence_start"],
];
