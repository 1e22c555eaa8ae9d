import { describe, expect, it } from "vitest";
import { pickByDocument } from "../../src/core/pick.ts";

describe("pickByDocument", () => {
  const check = (
    name: string,
    from: string,
    limit: number,
    perDocumentMax: number,
    expected: string,
  ) =>
    it(name, () => {
      const candidates = from
        .split(" ")
        .map((label) => ({ label, passage: { documentId: label.slice(0, 1) } }));
      const picked = pickByDocument(candidates, { limit, perDocumentMax });
      expect(picked.map(({ label }) => label).join(" ")).toBe(expected);
    });

  check("groups by document in the order of each one's best", "a1 b1 a2 c1", 9, 9, "a1 a2 b1 c1");
  check("takes at most so many of a document", "a1 a2 a3 b1", 9, 2, "a1 a2 b1");
  check("stops at the limit", "a1 b1 c1 d1", 2, 2, "a1 b1");
  check("counts only what it takes towards the limit", "a1 a2 a3 b1 c1", 3, 1, "a1 b1 c1");
});
