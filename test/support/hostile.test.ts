import { expect, test } from "vitest";
import { hostileTexts } from "./hostile.ts";

test.each([64, 6_000, 300_000])(
  "hostile texts of %d code units are well-formed and near that",
  (size) => {
    const texts = hostileTexts(size);
    for (const { name, text } of texts) {
      expect(text.length, name).toBeLessThanOrEqual(size);
      expect(text.length, name).toBeGreaterThan(size - 32);
      // With the flag u only a lone surrogate is one.
      expect(/\p{Cs}/u.test(text), name).toBe(false);
      expect(text.includes("\0"), name).toBe(false);
    }
    expect(new Set(texts.map(({ name }) => name)).size).toBe(texts.length);
  },
);

test("a size that holds no sentence is refused", () => {
  expect(() => hostileTexts(63)).toThrow(RangeError);
});
