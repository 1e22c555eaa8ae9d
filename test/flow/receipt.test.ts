import { copyFile, cp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { OnRecordError } from "../../src/core/errors.ts";
import { createReceipt } from "../../src/core/excerpt.ts";
import { parseReceipt } from "../../src/core/receipt.ts";
import { checkReceipt } from "../../src/use-cases/receipt.ts";
import { verifyQuote } from "../../src/use-cases/verify.ts";
import { cli, tempPlace } from "../support/cli.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";

const corpus = resolve(import.meta.dirname, "../../corpus");
const QUOTE = "Beijing cannot pretend to promote peace while turning a blind eye";

describe("a receipt", () => {
  let app: App;
  let file: string;
  let text: string;
  let receipt: string;
  beforeAll(async () => {
    const corpusDir = join(await tempDir(), "corpus");
    await cp(corpus, corpusDir, { recursive: true });
    const { stateDir } = await tempPlace(corpusDir);
    app = await openApp(
      loadConfig({ ON_RECORD_CORPUS_DIR: corpusDir, ON_RECORD_STATE_DIR: stateDir }),
    );
    await app.ingest();
    file = join(corpusDir, "nato-and-eu-urge-china.txt");
    text = await readFile(file, "utf8");
    const found = verifyQuote(app.store, QUOTE);
    if (found.outcome !== "part") throw new Error(found.outcome);
    ({ receipt } = found.places[0].excerpt);
  });
  afterAll(() => app.close());

  it("of every statement finds the statement again, unchanged", () => {
    for (const statement of app.store.statements(app.store.statementIds())) {
      const document = app.store.document(statement.documentId);
      const id = createReceipt(document?.sha256 ?? "", statement.content);
      const found = checkReceipt(app.store, ` ${id.toUpperCase()}\n`);
      if (found.outcome !== "unchanged") throw new Error(found.outcome);
      expect(found.excerpt.receipt).toBe(id);
      expect(found.excerpt.statement?.speaker?.id).toBe(statement.speakers[0]?.id);
      for (const span of [...found.excerpt.spans, found.excerpt.context])
        expect(document?.text.slice(span.start, span.end)).toBe(span.text);
    }
  });

  it("of a text that changed elsewhere tells where the words stand now", async () => {
    await writeFile(file, `A line put before.\n${text}`);
    await app.ingest();
    const found = checkReceipt(app.store, receipt);
    expect(found).toMatchObject({
      outcome: "moved",
      was: { receipt, spans: [{ text: expect.stringContaining(QUOTE) }] },
      now: { kind: "direct", statement: { speaker: { id: "mark-rutte" } } },
    });
    if (found.outcome !== "moved") return;
    expect(found.now.spans[0].start - found.was.spans[0].start).toBe("A line put before.\n".length);
    expect(checkReceipt(app.store, found.now.receipt).outcome).toBe("unchanged");
  });

  it("of words that were changed shows them, and what stands there now", async () => {
    await writeFile(file, text.replace("Beijing cannot pretend", "Beijing can pretend"));
    await app.ingest();
    expect(checkReceipt(app.store, receipt)).toMatchObject({
      outcome: "changed",
      was: { receipt, spans: [{ text: expect.stringContaining(QUOTE) }] },
      now: {
        outcome: "altered",
        places: [{ match: { text: expect.stringContaining("can pretend") } }],
      },
    });
  });

  it("of words that were taken out says so", async () => {
    await writeFile(file, text.replace(/“Beijing cannot pretend[^”]*”/, "a harsh sentence."));
    await app.ingest();
    expect(checkReceipt(app.store, receipt)).toMatchObject({
      outcome: "changed",
      now: { outcome: "not-in-corpus" },
    });
  });

  it("is unchanged again when the text is put back", async () => {
    await writeFile(file, text);
    await app.ingest();
    expect(checkReceipt(app.store, receipt).outcome).toBe("unchanged");
  });

  it("of a removed document is not here, and comes back with it", async () => {
    await rm(file);
    await app.ingest();
    expect(checkReceipt(app.store, receipt)).toMatchObject({ outcome: "unknown", receipt });
    await copyFile(join(corpus, "nato-and-eu-urge-china.txt"), file);
    await app.ingest();
    expect(checkReceipt(app.store, receipt).outcome).toBe("unchanged");
  });

  it("outside its text, or through a character, is none", async () => {
    const { sha256 = "", text: stored = "" } = app.store.document("nato-and-eu-urge-china") ?? {};
    const beyond = createReceipt(sha256, [{ start: stored.length - 1, end: stored.length + 1 }]);
    expect((await errorOf(() => checkReceipt(app.store, beyond))).code).toBe("E_RECEIPT");
    const [hash] = receipt.split(".");
    expect((await errorOf(() => checkReceipt(app.store, `${hash}.zzzzzz.zzzzzz`))).code).toBe(
      "E_RECEIPT",
    );
  });
});

describe("parseReceipt", () => {
  it("reads what createReceipt makes", () => {
    const span = fc
      .tuple(fc.nat(5_000_000), fc.integer({ min: 1, max: 5_000 }))
      .map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9a-f]{64}$/),
        fc.array(span, { minLength: 1, maxLength: 4 }),
        (sha256, spans) => {
          const id = createReceipt(sha256, spans);
          expect(parseReceipt(id)).toEqual({ id, sha256Start: sha256.slice(0, 10), spans });
        },
      ),
    );
  });

  const hostile = [
    "",
    "208a31ac10",
    "208a31ac10.18y",
    "208a31ac10.18y.0",
    "208a31ac10.018y.2l",
    "208a31ac10.-1.2l",
    "208a31ac10.1.2.3",
    "208a31ac10.1.1e9999999",
    "208a31ac10..",
    "208a31ac1%.1.2",
    "208a31ac10.１.２",
    "208a31ac10.1.2 OR 1=1",
    "208a31ac10'; DROP TABLE versions; --",
    "../../etc/passwd",
    "\u0000",
    "💥.1.2",
    "a".repeat(10_000),
    `208a31ac10${".1.1".repeat(10_000)}`,
  ];
  for (const id of hostile) {
    it(`refuses ${JSON.stringify(id.slice(0, 40))}`, async () => {
      expect((await errorOf(() => parseReceipt(id))).code).toBe("E_RECEIPT");
    });
  }

  it("refuses anything else with its own error", () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        try {
          parseReceipt(id);
        } catch (error) {
          expect(error).toBeInstanceOf(OnRecordError);
        }
      }),
    );
  });
});

describe("the commands", () => {
  it("show, confirm and refuse, with the exit code", async () => {
    const place = await tempPlace();
    await cli(place, ["index"]);
    const exact = await cli(place, ["verify", QUOTE, "--json"]);
    expect(exact.code).toBe(0);
    const { outcome, places } = JSON.parse(exact.out);
    expect(outcome).toBe("part");
    const { receipt } = places[0].excerpt;

    const again = await cli(place, ["receipt", receipt]);
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining("Unchanged.") });
    expect(again.out).toContain("Beijing cannot pretend to promote peace");
    expect(JSON.parse((await cli(place, ["receipt", receipt, "--json"])).out)).toMatchObject({
      outcome: "unchanged",
      receipt,
    });

    const altered = await cli(place, ["verify", QUOTE.replace("cannot", "can")]);
    expect(altered.code).toBe(1);
    expect(altered.out).toMatch(
      /you +Beijing can +pretend.*\n *source Beijing cannot pretend.*\n +\^{6}\n/,
    );
    const others = await cli(place, ["verify", QUOTE, "--speaker", "Macron"]);
    expect(others).toMatchObject({ code: 1, out: expect.stringContaining("from Mark Rutte") });
    const nothing = await cli(place, ["verify", "the quick brown fox"]);
    expect(nothing).toMatchObject({ code: 1, out: expect.stringContaining("Not in this corpus.") });
    expect(nothing.out).not.toMatch(/did not say|fake|false/i);
    expect((await cli(place, ["receipt", "0123456789.1.2"])).code).toBe(1);

    for (const args of [
      ["verify"],
      ["verify", "word"],
      ["verify", "“…”"],
      ["verify", "two words", "more"],
      ["verify", "two words", "--speaker", " "],
      ["verify", "a ".repeat(1_001)],
      ["receipt"],
      ["receipt", "nonsense"],
    ]) {
      expect((await cli(place, args)).code).toBe(2);
    }
  });
});
