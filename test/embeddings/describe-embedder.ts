import { beforeAll, describe, expect, it } from "vitest";
import { dot } from "../../src/core/vector.ts";
import type { Embedder } from "../../src/ports.ts";
import { errorOf } from "../support/errors.ts";

/** What every `Embedder` keeps to. */
export function describeEmbedder(name: string, open: () => Promise<Embedder>): void {
  describe(`as an Embedder: ${name}`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await open();
      return () => embedder.close();
    });
    const embed = (...texts: string[]) => embedder.embed(texts, "passage");

    it("gives one unit vector of its dimensions for each text", async () => {
      const vectors = await embed("Rutte spoke.", "", "…", "北朝鮮", "a ".repeat(400));
      expect(vectors).toHaveLength(5);
      for (const vector of vectors) {
        expect(vector).toHaveLength(embedder.dimensions);
        expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThan(1e-5);
      }
    });

    it("gives nothing for nothing", async () => {
      expect(await embed()).toEqual([]);
    });

    it("keeps the order of its input, whatever the lengths", async () => {
      const texts = ["One.", "A much longer sentence about the war in Ukraine.", "Two words."];
      const together = await embed(...texts);
      for (const [index, text] of texts.entries()) {
        expect((await embed(text))[0]).toEqual(together[index]);
      }
    });

    it("gives an equal vector for an equal text, whatever stands beside it", async () => {
      const long = "A long neighbour, ".repeat(60);
      const [first, , last] = await embed("The same words.", long, "The same words.");
      expect(first).toEqual(last);
      expect(first).toEqual((await embed("The same words."))[0]);
    });

    it("puts texts that share words nearer than texts that do not", async () => {
      const [a, b, c] = await embed(
        "North Korean troops are fighting in Kursk.",
        "North Korean troops were sent to Kursk.",
        "The museum sells tickets for its garden.",
      );
      if (!a || !b || !c) throw new Error("A vector is missing.");
      expect(dot(a, b)).toBeGreaterThan(dot(a, c) + 0.2);
    });

    it("counts tokens with the special ones, and more for more text", () => {
      expect(embedder.countTokens("")).toBe(2);
      expect(embedder.countTokens("troops")).toBe(3);
      expect(embedder.countTokens("troops in Kursk")).toBeGreaterThan(4);
    });

    it("refuses a text over the limit instead of cutting it, and takes one at the limit", async () => {
      const atLimit = "troops ".repeat(embedder.tokensMax - 2);
      expect(embedder.countTokens(atLimit)).toBe(embedder.tokensMax);
      expect(await embed(atLimit)).toHaveLength(1);
      const error = await errorOf(() => embed("short", `${atLimit} troops`));
      expect(error.code).toBe("E_TEXT_TOO_LONG");
      expect(error.message).toContain(String(embedder.tokensMax));
    });

    it("tells how many texts are done", async () => {
      const told: number[] = [];
      await embedder.embed(["a", "b", "c"], "query", (done) => told.push(done));
      expect(told.at(-1)).toBe(3);
      expect(told).toEqual([...told].sort((a, b) => a - b));
    });
  });
}
