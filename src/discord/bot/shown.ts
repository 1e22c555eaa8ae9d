import type { Page, Payload } from "./ports.ts";
import type { Parts } from "./parts.ts";

/** What the ways of showing a view have in common. */

/** A view as a message, and whether it answers. */
export interface Shown {
  readonly payload: Payload;
  readonly outcome: "answered" | "no-answer";
}

export type ShowParts = Pick<Parts, "answerer" | "render" | "settings" | "now">;

export const ONLY_PAGE: Page = { index: 0, count: 1 };

/** A page that is no more is the last one. */
export function pageOf(index: number, size: number, perPage: number): Page {
  const count = Math.max(1, Math.ceil(size / perPage));
  return { index: Math.min(index, count - 1), count };
}

export function slicePage<T>(all: readonly T[], { index }: Page, perPage: number): readonly T[] {
  return all.slice(index * perPage, (index + 1) * perPage);
}
