import { expect, test } from "vitest";
import { hostileTexts } from "./hostile.ts";

/** With the flag u only a lone surrogate is one. */
const ILL_FORMED = /\p{Cs}|\0/u;

test.each([64, 6_000, 300_000])(
  "hostile texts of %d code units are well-formed and near that",
  (size) => {
    const texts = hostileTexts(size);
    const wrong = texts.filter(
      ({ text }) => text.length > size || text.length < size - 32 || ILL_FORMED.test(text),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(new Set(texts.map(({ name }) => name)).size).toBe(texts.length);
  },
);

test("a size that holds no sentence is refused", () => {
  expect(() => hostileTexts(63)).toThrow(RangeError);
});
