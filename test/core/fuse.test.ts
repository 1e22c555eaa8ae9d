import { describe, expect, it } from "vitest";
import { fuseByRank } from "../../src/core/fuse.ts";

const list = (...ids: number[]) => ids.map((id) => ({ id }));

describe("fuseByRank", () => {
  const check = (name: string, lists: { id: number }[][], expected: number[]) =>
    it(name, () => expect(fuseByRank(lists, 60).map(({ id }) => id)).toEqual(expected));

  check("keeps the order of one list", [list(3, 1, 2)], [3, 1, 2]);
  check("puts what both lists have first", [list(1, 2), list(3, 2)], [2, 1, 3]);
  check("breaks ties by the smaller id", [list(9), list(4)], [4, 9]);
  check("gives nothing for nothing", [[], []], []);

  it("adds 1 / (k + rank)", () => {
    const [first, second] = fuseByRank([list(7, 8), list(7)], 60);
    expect(first?.score).toBeCloseTo(2 / 61, 12);
    expect(second?.score).toBeCloseTo(1 / 62, 12);
  });
});
