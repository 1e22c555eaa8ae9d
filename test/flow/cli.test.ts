import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Libsql from "libsql";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Ended, type Place, cli, tempPlace } from "../support/cli.ts";
import { tempDir } from "../support/temp.ts";

const RUTTE = "What did Rutte say about China?";
const BEIJING =
  "Beijing cannot pretend to promote peace while turning a blind eye to increasing aggression.";

const span = { start: expect.any(Number), end: expect.any(Number), text: expect.any(String) };
const excerptShape = {
  receipt: expect.stringMatching(/^[0-9a-f]{10}(\.[0-9a-z]+){2,}$/),
  kind: expect.toBeOneOf(["direct", "mixed", "reported"]),
  document: {
    id: expect.any(String),
    title: expect.toBeOneOf([expect.any(String), null]),
    publisher: null,
    author: expect.toBeOneOf([expect.any(String), null]),
    authorRole: expect.toBeOneOf([expect.any(String), null]),
    published: expect.toBeOneOf([expect.any(String), null]),
    url: null,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  },
  spans: expect.toSatisfy((spans: unknown) => Array.isArray(spans) && spans.length > 0),
  statement: {
    speaker: { id: "mark-rutte", name: "Mark Rutte", role: "NATO Secretary-General" },
    source: span,
    cue: span,
  },
  context: span,
  score: expect.any(Number),
  alsoIn: [],
  highlight: [],
};

/** A corpus folder of its own that a test may change. */
async function copyOfCorpus(): Promise<string> {
  const folder = join(await tempDir(), "corpus");
  await cp(join(import.meta.dirname, "../../corpus"), folder, { recursive: true });
  return folder;
}

describe("ask", () => {
  let place: Place;
  let answered: Ended;
  beforeAll(async () => {
    place = await tempPlace();
    answered = await cli(place, ["ask", RUTTE]);
  });

  it("makes its index and answers with the quote and its citation", () => {
    expect(answered.code).toBe(0);
    expect(answered.out.replace(/[\s│]+/g, " ")).toContain(BEIJING);
    expect(answered.out).toContain("Robert Besser · 2024-11-18 · nato-and-eu-urge-china");
    expect(answered.out).toContain("5 documents");
  });

  it("prints no colour and no more than 80 columns where there is no terminal", () => {
    expect(answered.out).not.toContain("\u001b");
    const widest = Math.max(...answered.out.split("\n").map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(80);
  });

  it("gives the JSON that others rely on", async () => {
    const { code, out } = await cli(place, ["ask", RUTTE, "--json"]);
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(answer).toEqual({
      question: RUTTE,
      status: "answered",
      parts: [],
      note: null,
      reason: null,
      interpretation: {
        text: RUTTE,
        kind: "statements",
        wants: null,
        unit: null,
        speaker: { id: "mark-rutte", name: "Mark Rutte" },
        namesakes: [],
        together: false,
        verbs: [],
        about: null,
        unknown: null,
        order: "relevance",
        topic: "China",
        sources: [],
        from: null,
        to: null,
        quote: null,
        misread: null,
        language: "english",
        skip: 0,
      },
      excerpts: expect.any(Array),
      leads: [],
      finding: null,
      confidence: expect.any(Number),
      corpus: {
        documents: 5,
        from: "2024-11-18T14:55+10:00",
        to: "2024-11-18T14:55+10:00",
        generation: 1,
      },
      timings: {
        understandMs: expect.any(Number),
        searchMs: expect.any(Number),
        totalMs: expect.any(Number),
      },
    });
    for (const excerpt of answer.excerpts) expect(excerpt).toEqual(excerptShape);
    expect(answer.excerpts[0].spans[0].text).toContain(BEIJING);
    expect(answer.excerpts[0].score).toBeGreaterThan(0.2);
    expect(answer.excerpts[0].score).toBeLessThanOrEqual(1);
  });

  it("quotes what `sources show` gives", async () => {
    const answer = JSON.parse((await cli(place, ["ask", RUTTE, "--json"])).out);
    for (const excerpt of answer.excerpts) {
      const { document, text } = JSON.parse(
        (await cli(place, ["sources", "show", excerpt.document.id, "--json"])).out,
      );
      expect(document).toEqual(excerpt.document);
      expect(createHash("sha256").update(text).digest("hex")).toBe(document.sha256);
      for (const { start, end, text: quoted } of [...excerpt.spans, excerpt.context]) {
        expect(text.slice(start, end)).toBe(quoted);
      }
    }
  });

  const noAnswer = (question: string, code: string) =>
    it(`answers no to ${JSON.stringify(question)}`, async () => {
      const { code: exit, out } = await cli(place, ["ask", question, "--json"]);
      const answer = JSON.parse(out);
      expect(exit).toBe(1);
      expect(answer).toMatchObject({
        status: "no-answer",
        excerpts: [],
        reason: { code, message: expect.any(String) },
      });
      expect(answer.leads.length).toBeLessThanOrEqual(3);
    });
  noAnswer("Who won the football world cup in 1998?", "weak-matches");
  noAnswer("Wie backt man einen Apfelkuchen?", "other-language");
  noAnswer("오늘 날씨가 어때요?", "other-language");
  noAnswer("?!… 🙂", "not-a-question");

  it("says what is near without calling it an answer", async () => {
    const { out } = await cli(place, [
      "ask",
      "Which recipe does the chef recommend for an apple pie?",
    ]);
    expect(out).toMatch(/^No answer\./m);
    expect(out).toContain("Near, but not an answer:");
  });

  const wrong = (name: string, args: string[], expected: RegExp) =>
    it(`refuses ${name}`, async () => {
      const { code, out, err } = await cli(place, args);
      expect(code).toBe(2);
      expect(out).toBe("");
      expect(err).toMatch(expected);
      expect(err).not.toMatch(/ at .*\.js/);
    });
  wrong("no question", ["ask"], /no question/);
  wrong("an empty question", ["ask", "  "], /question is empty/);
  wrong(
    "a question over the limit",
    ["ask", "a".repeat(1_001)],
    /1001 characters and the limit is 1000/,
  );
  wrong("a question over the encoder's limit", ["ask", "字".repeat(1_000)], /shorter/);
  wrong("a question in several arguments", ["ask", "What", "did"], /quotation marks/);
  wrong("an option that is none", ["ask", "x", "--frobnicate"], /frobnicate/);
  wrong("a command that is none", ["frobnicate"], /no command "frobnicate"/);
  wrong("a document that is none", ["sources", "show", "nobody"], /no document "nobody"/);
  wrong("an evaluation of nothing", ["eval"], /Say what to measure: retrieval, abstention, /);

  it("tells errors as JSON too", async () => {
    const { code, out } = await cli(place, ["ask", "", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({
      error: { code: "E_QUESTION_EMPTY", message: expect.any(String) },
    });
  });

  it("helps", async () => {
    expect(await cli(place, ["--help"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("ask"),
    });
    expect(await cli(place, ["ask", "--help"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("--json"),
    });
  });
});

describe("the other commands", () => {
  it("index, sources and status tell what there is", async () => {
    const place = await tempPlace();
    const first = JSON.parse((await cli(place, ["index", "--json"])).out);
    expect(first).toMatchObject({
      added: 5,
      updated: 0,
      unchanged: 0,
      removed: 0,
      problems: [],
      generation: 1,
    });
    expect((await cli(place, ["index"])).out).toContain(
      "0 added, 0 updated, 5 unchanged, 0 removed",
    );

    const sources = JSON.parse((await cli(place, ["sources", "--json"])).out);
    expect(sources).toHaveLength(5);
    expect((await cli(place, ["sources", "list"])).out).toContain(
      "Ramon Pacheco Pardo, Professor at King’s College London",
    );
    expect((await cli(place, ["sources", "show", "huge-risk-of-escalation"])).out).toContain(
      "“huge” risk of escalation",
    );

    const status = JSON.parse((await cli(place, ["status", "--json"])).out);
    expect(status).toMatchObject({
      documents: 5,
      generation: 1,
      problems: [],
      corpusDir: place.corpusDir,
    });
    expect(status.passages).toBe(status.vectors);
    expect(status.databaseBytes).toBeGreaterThan(0);
    expect((await cli(place, ["status"])).out).toContain(status.fingerprint);
  });

  it("eval measures on the data that it is given", async () => {
    const place = await tempPlace();
    const folder = await tempDir();
    const rows = (list: readonly object[]) => list.map((row) => JSON.stringify(row)).join("\n");
    const corpus = join(folder, "corpus.jsonl");
    const queries = join(folder, "queries.jsonl");
    const unanswerable = join(folder, "unanswerable.jsonl");
    await writeFile(
      corpus,
      rows([
        {
          id: "x/1",
          title: "Bread",
          published: "2022-06-12",
          text: "Bakers in Lyon raised the price of bread by 8 %.",
          url: "https://example.org/1",
        },
        { id: "x/2", title: null, text: "The comet will be seen with the naked eye in October." },
      ]),
    );
    await writeFile(
      queries,
      rows([
        { id: "1", question: "Where did bread become dearer?", gold: ["x/1"], answer: "Lyon" },
        { id: "2", question: "When can the comet be seen?", gold: ["x/2"], answer: null },
      ]),
    );
    await writeFile(unanswerable, rows([{ id: "3", question: "Who is the mayor of Tokyo?" }]));
    const args = ["--corpus", corpus, "--queries", queries];

    const report = JSON.parse(
      (await cli(place, ["eval", "retrieval", ...args, "--unanswerable", unanswerable, "--json"]))
        .out,
    );
    expect(report).toMatchObject({
      documents: 2,
      passages: 2,
      questions: 2,
      unanswerable: 1,
      noAnswer: { auroc: 1, unanswerableAnswered: 0 },
    });
    expect(report.backends.map(({ backend }: { backend: string }) => backend)).toEqual([
      "words",
      "meaning",
      "fused",
      "full",
    ]);
    for (const scores of report.backends)
      expect(scores).toMatchObject({ hit1: 1, ndcg10: 1, answerHit1: 1 });

    const fewer = await cli(place, ["eval", "retrieval", ...args, "--documents", "2", "--json"]);
    expect(JSON.parse(fewer.out)).toMatchObject({ documents: 2, noAnswer: null });
    const tooFew = await cli(place, ["eval", "retrieval", ...args, "--documents", "1"]);
    expect(tooFew).toMatchObject({ code: 2, err: expect.stringContaining("have 2 documents") });

    const table = await cli(place, ["eval", "conformance", ...args]);
    expect(table).toMatchObject({ code: 0, out: expect.stringContaining("nDCG@10 1.000") });

    await writeFile(queries, '{"id": "1"}');
    const broken = await cli(place, ["eval", "retrieval", ...args]);
    expect(broken).toMatchObject({ code: 3, err: expect.stringMatching(/queries\.jsonl, line 1/) });
    const missing = await cli(place, [
      "eval",
      "retrieval",
      "--corpus",
      join(folder, "no"),
      "--queries",
      queries,
    ]);
    expect(missing.code).toBe(3);
  });
});

describe("eval unseen", () => {
  it("judges questions and conversations, and shows none of them unless it is asked to", async () => {
    const corpusDir = await tempDir();
    await writeFile(
      join(corpusDir, "bread.md"),
      "---\ntitle: Bread\n---\nThe mayor of Lyon, Anne Girard, said that bakers had raised the price of bread by 8 %.",
    );
    const questions = join(corpusDir, "questions.json");
    const chains = join(corpusDir, "chains.json");
    const asked = "What did Anne Girard say about bread?";
    const answered = { status: "answered", must: ["8 %"], any: ["no such words", "bakers"] };
    await writeFile(
      questions,
      JSON.stringify([
        { q: asked, ...answered, speaker: "Girard", kind: "clean/said" },
        { q: asked, ...answered, any: ["no such words"], speaker: "Nobody", kind: "clean" },
        { q: "Who won the chess match in Oslo?", status: "no-answer" },
      ]),
    );
    await writeFile(chains, JSON.stringify([{ chain: ["Who is there?", asked], ...answered }]));
    const place = await tempPlace();
    const args = ["eval", "unseen", "--corpus", corpusDir, "--questions", questions];
    const report = JSON.parse((await cli(place, [...args, "--chains", chains, "--json"])).out);
    expect(report).toMatchObject({
      documents: 1,
      single: {
        questions: 3,
        rightInThree: 0.5,
        rightInFirst: 0.5,
        falselyRefused: 0,
        falselyAnswered: 0,
        speakerRight: 0.5,
      },
      chains: { questions: 1, right: 1 },
      byKind: [
        { kind: "clean", questions: 2, right: 0.5 },
        { kind: "said", questions: 1, right: 1 },
      ],
    });
    const figures = await cli(place, args);
    expect(figures.out).toContain("1 documents, 3 questions, 0 chains");
    expect(figures.out + figures.err).not.toContain(asked);
    expect((await cli(place, [...args, "--errors"])).out).toContain(`“${asked}”`);
    await writeFile(chains, JSON.stringify([{ q: asked, chain: [asked], status: "answered" }]));
    const broken = await cli(place, [...args, "--chains", chains]);
    expect(broken).toMatchObject({ code: 3, err: expect.stringContaining("q or chain") });
  });
});

describe("a corpus in disorder", () => {
  it("one bad file is reported and skipped, the rest answers", async () => {
    const corpusDir = await copyOfCorpus();
    await writeFile(join(corpusDir, "latin1.txt"), new Uint8Array([0x48, 0xe9, 0x21]));
    await writeFile(join(corpusDir, "empty.md"), "");
    await writeFile(join(corpusDir, "front.md"), "---\ntitle: [\n---\nText.");
    const { code, out, err } = await cli(await tempPlace(corpusDir), ["ask", RUTTE]);
    expect(code).toBe(0);
    expect(out).toContain("Beijing");
    for (const name of ["latin1.txt", "empty.md", "front.md"]) expect(err).toContain(name);
  });

  const refuses = (name: string, prepare: (folder: string) => Promise<string>, expected: RegExp) =>
    it(`refuses ${name}`, async () => {
      const corpusDir = await prepare(await tempDir());
      const { code, out, err } = await cli(await tempPlace(corpusDir), ["ask", RUTTE]);
      expect({ code, out }).toEqual({ code: 3, out: "" });
      expect(err).toContain(corpusDir);
      expect(err).toMatch(expected);
    });
  refuses(
    "a folder that is not there",
    async (folder) => join(folder, "nowhere"),
    /does not exist/,
  );
  refuses("an empty folder", async (folder) => folder, /holds no \.txt or \.md file/);
  refuses(
    "a folder of bad files alone",
    async (folder) => {
      await writeFile(join(folder, "a.txt"), "");
      return folder;
    },
    /a\.txt: the file is empty/,
  );

  it("shows a document's control characters and never obeys them", async () => {
    const corpusDir = await tempDir();
    await writeFile(
      join(corpusDir, "evil.txt"),
      "Rutte said: “China \u001b[2J\u001b]0;owned\u0007 must act \u202Enow.”",
    );
    const { out } = await cli(await tempPlace(corpusDir), ["ask", RUTTE]);
    expect(out).toContain("␛[2J␛]0;owned␇");
    expect(out).toContain("<U+202E>");
    expect(out).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});

describe("a state in disorder", () => {
  const database = (place: Place) => join(place.stateDir, "on-record.db");

  it("a torn database is told, and --rebuild mends it and keeps the old one", async () => {
    const place = await tempPlace();
    await cli(place, ["index"]);
    const driver = new Libsql(database(place));
    driver.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    driver.close();
    await truncate(database(place), 3_000);
    const { code, err } = await cli(place, ["ask", RUTTE]);
    expect(code).toBe(3);
    expect(err).toContain("npm run index -- --rebuild");
    expect(await cli(place, ["index", "--rebuild"])).toMatchObject({ code: 0 });
    expect(await cli(place, ["ask", RUTTE])).toMatchObject({ code: 0 });
    expect((await readdir(place.stateDir)).some((name) => name.includes("damaged"))).toBe(true);
  });

  it("a database of a newer version is told and left alone", async () => {
    const place = await tempPlace();
    await cli(place, ["index"]);
    const driver = new Libsql(database(place));
    driver.exec("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)");
    driver.close();
    const before = await readFile(database(place));
    const { code, err } = await cli(place, ["ask", RUTTE]);
    expect(code).toBe(3);
    expect(err).toMatch(/newer version/);
    expect(await readFile(database(place))).toEqual(before);
  });

  it("a state folder that cannot be one is told", async () => {
    const folder = await tempDir();
    await writeFile(join(folder, "file"), "");
    const { code, err } = await cli({ corpusDir: "corpus", stateDir: join(folder, "file") }, [
      "ask",
      RUTTE,
    ]);
    expect(code).toBe(3);
    expect(err).toContain("ON_RECORD_STATE_DIR");
  });

  it("a setting that does not fit is told", async () => {
    const { code, err } = await cli(await tempPlace(), ["ask", RUTTE], {
      env: { ON_RECORD_POOLING: "max" },
    });
    expect(code).toBe(2);
    expect(err).toContain("ON_RECORD_POOLING");
  });

  it("an encoder that is not to be had is told", async () => {
    const { code, err } = await cli(await tempPlace(), ["ask", RUTTE], {
      env: { ON_RECORD_MODEL: "/nowhere/model" },
    });
    expect(code).toBe(3);
    expect(err).toContain("/nowhere/model");
  });
});

/** A file system of its own, small or read-only, where this process may mount one. */
async function mounted(options: string): Promise<string | null> {
  const folder = await tempDir();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    console.warn("skipped: this user may not mount a file system");
    return null;
  }
  onTestFinished(() => {
    execFileSync("umount", ["-l", folder]);
  });
  return folder;
}

describe("a disk in disorder", () => {
  it("a full one is told and nothing is lost", async (test) => {
    const folder = await mounted("size=700k");
    if (folder === null) return test.skip("may not mount");
    const corpusDir = await copyOfCorpus();
    const full = await tempPlace(corpusDir);
    const place = { corpusDir, stateDir: join(folder, "state") };
    await mkdir(place.stateDir);
    await cp(join(full.stateDir, "models"), join(place.stateDir, "models"), {
      verbatimSymlinks: true,
    });
    expect(await cli(place, ["index"])).toMatchObject({ code: 0 });

    await writeFile(
      join(corpusDir, "long.txt"),
      "A line about nothing in particular, said again.\n".repeat(8_000),
    );
    const grown = await cli(place, ["index"]);
    expect(grown.code).toBe(3);
    expect(grown.err).toMatch(/no room left/);

    const { code, out, err } = await cli(place, ["ask", RUTTE]);
    expect(code).toBe(0);
    expect(out).toContain("Beijing");
    expect(err).toContain("last good index");
  });

  it("a read-only one is told", async (test) => {
    const folder = await mounted("ro,size=1m");
    if (folder === null) return test.skip("may not mount");
    const { code, err } = await cli({ corpusDir: "corpus", stateDir: folder }, ["ask", RUTTE]);
    expect(code).toBe(3);
    expect(err).toContain(folder);
    expect(err).toContain("ON_RECORD_STATE_DIR");
  });
});
