import { describe, expect, it } from "vitest";
import { drawnFrom, randomOf } from "../../../src/measure/eval/random.ts";
import { someDocuments } from "../../../src/measure/eval/some-documents.ts";
import { memoryCorpus } from "../../support/corpus.ts";

const numbers = Array.from({ length: 40 }, (_, at) => at);
const corpus = memoryCorpus(Object.fromEntries(numbers.map((at) => [`doc-${at}`, `Text ${at}.`])));
const idsOf = async (wanted: readonly string[], count: number) =>
  (await someDocuments(corpus, new Set(wanted), count).scan()).map(({ path }) => path);

describe("some documents of a corpus", () => {
  it("are the wanted, and others up to the count, in their order and always the same", async () => {
    const ids = await idsOf(["doc-30", "doc-3"], 10);
    expect(ids).toHaveLength(10);
    expect(ids).toEqual(expect.arrayContaining(["doc-3", "doc-30"]));
    expect(ids).toEqual(ids.toSorted((a, b) => Number(a.slice(4)) - Number(b.slice(4))));
    expect(await idsOf(["doc-30", "doc-3"], 10)).toEqual(ids);
  });
  it("are all where there are not more, and never fewer than the wanted", async () => {
    expect(await idsOf([], 100)).toHaveLength(40);
    expect(await idsOf(["doc-1", "doc-2"], 1)).toEqual(["doc-1", "doc-2"]);
  });
});

describe("what is drawn", () => {
  it("is each as likely as the other", () => {
    const counts = numbers.map(() => 0);
    for (let seed = 0; seed < 2000; seed += 1) {
      const drawn = drawnFrom(numbers, 10, randomOf("drawn", seed));
      expect(drawn).toHaveLength(10);
      for (const one of drawn) counts[one] = (counts[one] ?? 0) + 1;
    }
    // 500 each on average, with a deviation of 19.
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(100);
  });
});
