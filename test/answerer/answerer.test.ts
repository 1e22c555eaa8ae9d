import { cp, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type WorkerAnswerer, startAnswerer } from "../../src/answerer/client.ts";
import { tempPlace } from "../support/cli.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";
import { answererForTest, configOf, workerUrl } from "./support.ts";

const articles = resolve(import.meta.dirname, "../../corpus");
const QUOTE =
  "Beijing cannot pretend to promote peace while turning a blind eye to increasing aggression";

let answerer: WorkerAnswerer;
const generations: number[] = [];

beforeAll(async () => {
  const config = configOf(await tempPlace());
  answerer = startAnswerer(config, {
    workerUrl: workerUrl(),
    onGeneration: (generation) => void generations.push(generation),
  });
  await answerer.ingest();
});
afterAll(() => answerer.close());

test("asks, through the worker, with what the asker gave beside the question", async () => {
  const answer = await answerer.ask("What did Rutte say about China?");
  expect(answer.status).toBe("answered");
  expect(answer.excerpts[0]?.statement?.speaker?.name).toBe("Mark Rutte");
  const given = await answerer.ask("What about North Korea?", {
    given: { speaker: { id: "mark-rutte", name: "Mark Rutte" } },
  });
  expect(given.interpretation.speaker?.id).toBe("mark-rutte");
});

test("gives a speaker's statements by pages, namesakes, and nobody", async () => {
  const asked = { speaker: "Rutte", about: null, source: null, from: null, to: null };
  const all = await answerer.quotes(asked);
  expect(all.speaker?.id).toBe("mark-rutte");
  expect(all.excerpts).toHaveLength(all.total);
  const page = await answerer.quotes({ ...asked, offset: 1, limit: 1 });
  expect(page.excerpts).toEqual(all.excerpts.slice(1, 2));
  expect(page.total).toBe(all.total);
  const nobody = await answerer.quotes({ ...asked, speaker: "Napoleon" });
  expect(nobody).toMatchObject({ speaker: null, namesakes: [], total: 0 });
});

test("tells who spoke on something, one statement each", async () => {
  const { status, excerpts } = await answerer.who("China's role");
  expect(status).toBe("answered");
  const speakers = excerpts.flatMap(({ statement }) => statement?.speaker?.id ?? []);
  expect(new Set(speakers).size).toBe(speakers.length);
  const none = await answerer.who("volleyball championships in Peru");
  expect(none.status).toBe("no-answer");
});

test("verifies a quote, finds a receipt again, lists and gives documents", async () => {
  const found = await answerer.verify(QUOTE, "Rutte");
  expect(found.outcome).toBe("exact");
  const receipt = found.outcome === "exact" ? found.places[0].excerpt.receipt : "";
  expect(await answerer.receipt(receipt)).toMatchObject({ outcome: "unchanged" });
  expect(await answerer.sources(null)).toHaveLength(5);
  const [source] = await answerer.sources("china-over-nato");
  expect(source?.id).toBe("macron-warns-china-over-nato-in-asia");
  const page = await answerer.document(source?.id ?? "", 0);
  expect(page).toMatchObject({
    document: source,
    page: 0,
    text: expect.stringContaining("Macron"),
  });
  const last = await answerer.document(source?.id ?? "", 1e9);
  expect(last?.page).toBe((last?.pages ?? 0) - 1);
  expect(await answerer.document("none", 0)).toBeNull();
});

test("knows names from memory, with counts by document, and the generation", async () => {
  const { speakers, sources, topics, generation } = await answerer.names();
  const rutte = speakers.find(({ id }) => id === "mark-rutte");
  expect(rutte?.counts.reduce((sum, count) => sum + count, 0)).toBe(rutte?.statementCount);
  expect(rutte?.documentIds.length).toBe(rutte?.counts.length);
  expect(sources).toHaveLength(5);
  expect(topics.map(({ text }) => text)).toEqual(
    expect.arrayContaining(["North Korea", "China", "NATO"]),
  );
  expect(generations).toEqual([generation]);
  const { passages, documents, problems } = await answerer.coverage();
  expect({ documents, problems }).toEqual({ documents: 5, problems: 0 });
  expect(passages).toBeGreaterThan(20);
});

test("an error keeps its code and message on the way", async () => {
  const error = await errorOf(() => answerer.ask("x".repeat(1_001)));
  expect(error.code).toBe("E_QUESTION_TOO_LONG");
  expect(error.message).toContain("1000");
  expect((await errorOf(() => answerer.receipt("nonsense"))).code).toBe("E_RECEIPT");
});

test("a worker that dies takes its requests with it, and another one answers", async () => {
  const before = answerer.state().restarts;
  const lost = errorOf(() => answerer.ask("What did Rutte say about China?"));
  await answerer.killWorker();
  expect((await lost).code).toBe("E_WORKER");
  const answer = await answerer.ask("What did Rutte say about China?");
  expect(answer.status).toBe("answered");
  expect(answerer.state()).toMatchObject({ depth: 0, restarts: before + 1 });
});

test("a worker that does not answer in time is replaced, and its requests say so", async () => {
  const slow = await answererForTest({ limitMs: 1 });
  expect((await errorOf(() => slow.ask("What did Rutte say?"))).code).toBe("E_TIMEOUT");
  await expect.poll(() => slow.state().restarts).toBe(1);
});

test("too many at once are told that it is busy", async () => {
  const errors = await Promise.all(
    Array.from({ length: 300 }, () =>
      answerer.coverage().then(
        () => null,
        (error: unknown) => error,
      ),
    ),
  );
  const refused = errors.filter((error) => error !== null);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ code: "E_BUSY" });
  expect((await answerer.coverage()).documents).toBe(5);
});

test("after it is closed it says that it is stopping", async () => {
  const closing = await answererForTest();
  await closing.close();
  const error = await errorOf(() => closing.coverage());
  expect(error).toMatchObject({ code: "E_WORKER" });
  expect(error.message).toContain("stopping");
});

test("before the first index it says that there is none yet", async () => {
  const empty = await tempDir();
  const fresh = await answererForTest({ corpusDir: empty });
  expect((await errorOf(() => fresh.ask("What did Rutte say?"))).code).toBe("E_STATE_MISSING");
  expect((await errorOf(() => fresh.ingest())).code).toBe("E_CORPUS_EMPTY");
  expect((await fresh.names()).generation).toBe(0);
});

test("one that follows answers from what another has ingested, and ingests nothing itself", async () => {
  const config = configOf(await tempPlace());
  const told: number[] = [];
  const start = (onGeneration?: (generation: number) => void): WorkerAnswerer => {
    const started = startAnswerer(config, {
      workerUrl: workerUrl(),
      ...(onGeneration && { onGeneration }),
    });
    onTestFinished(() => started.close());
    return started;
  };
  const [writer, follower] = [start(), start((generation) => void told.push(generation))];
  expect(await follower.follow()).toEqual({ generation: 0 });
  const { generation } = await writer.ingest();
  expect(follower.state().generation).toBe(0);
  expect(await follower.follow()).toEqual({ generation });
  expect(await follower.follow()).toEqual({ generation });
  expect(told).toEqual([generation]);
  expect((await follower.names()).speakers.length).toBeGreaterThan(0);
  expect((await follower.ask("What did Rutte say?")).status).toBe("answered");
});

test("answers go on while documents are ingested, and they are then found", async () => {
  const corpusDir = join(await tempDir(), "corpus");
  await cp(articles, corpusDir, { recursive: true });
  const busy = await answererForTest({ corpusDir });
  await busy.ingest();
  const first = (await busy.names()).generation;
  for (let at = 0; at < 6; at++) {
    const text = Array.from(
      { length: 40 },
      (_, line) =>
        `Mayor Ada Lind of Uppsala said on day ${at}.${line} that the bridge ${line} is safe.`,
    );
    await writeFile(join(corpusDir, `bridge-${at}.txt`), text.join("\n"));
  }
  let answered = 0;
  const ingest = busy.ingest();
  const done = ingest.then(() => true);
  const soon = () => new Promise<boolean>((resolve) => setImmediate(() => resolve(false)));
  while (!(await Promise.race([done, soon()]))) {
    const { status } = await busy.ask("What did Rutte say about China?");
    expect(status).toBe("answered");
    answered += 1;
  }
  const report = await ingest;
  expect(report).toMatchObject({ added: 6, unchanged: 5 });
  expect(answered).toBeGreaterThan(3);
  expect((await busy.names()).generation).toBeGreaterThan(first);
  const { status } = await busy.ask("What did Ada Lind say about the bridge?");
  expect(status).toBe("answered");
});
