import { chmod, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { cli } from "../support/cli.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";
import { runProgram } from "./process.ts";

/** "nobody" on every Linux: a user who may do nothing in particular. */
const NOBODY = 65_534;
const program = resolve(import.meta.dirname, "../../dist/src/cli.js");
const models = resolve(import.meta.dirname, "../../embeddings/artefacts/models");
const QUESTION = "What did Rutte say about China?";

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn("skipped: only root can become another user");

/** A place that other users can reach, with a corpus and an index of it. */
let base = "";
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "on-record-foreign-"));
  await chmod(base, 0o755);
  await cp(resolve(import.meta.dirname, "../../corpus"), join(base, "corpus"), { recursive: true });
  await mkdir(join(base, "state"));
  const place = { corpusDir: join(base, "corpus"), stateDir: join(base, "state") };
  const { code, err } = await cli(place, ["index"]);
  if (code !== 0) throw new Error(err);
  await cp(models, join(base, "state", "models"), { recursive: true, force: true });
});
afterAll(() => rm(base, { recursive: true, force: true }));

interface Foreign {
  readonly stateDir: string;
  readonly corpusDir: string;
}

async function copyOfBase(): Promise<Foreign> {
  const folder = await mkdtemp(join(base, "copy-"));
  await chmod(folder, 0o755);
  for (const part of ["corpus", "state"])
    await cp(join(base, part), join(folder, part), { recursive: true });
  return { stateDir: join(folder, "state"), corpusDir: join(folder, "corpus") };
}

const asNobody = ({ stateDir, corpusDir }: Foreign, ...args: string[]) =>
  runProgram(
    [
      "env",
      `ON_RECORD_STATE_DIR=${stateDir}`,
      `ON_RECORD_CORPUS_DIR=${corpusDir}`,
      process.execPath,
      program,
      ...args,
    ],
    NOBODY,
  );

const addDocument = (place: Foreign) =>
  writeFile(join(place.corpusDir, "new.txt"), "Rutte said in Kyiv that nothing had changed.");

describe.skipIf(!isRoot)("a state of another user", () => {
  it("that is read-only and up to date answers", async () => {
    const { code, out, err } = await asNobody(await copyOfBase(), "ask", QUESTION);
    expect(err).not.toContain("should not have happened");
    expect(out).toContain("Beijing");
    expect(code).toBe(0);
  });

  it("that is read-only and behind its corpus answers from the last good index, and cannot index", async () => {
    const place = await copyOfBase();
    await addDocument(place);
    const asked = await asNobody(place, "ask", QUESTION);
    expect(asked).toMatchObject({ code: 0 });
    expect(asked.err).toContain("last good index");
    const indexed = await asNobody(place, "index");
    expect(indexed.code).toBe(3);
    expect(indexed.err).toMatch(/cannot be opened for writing.*ON_RECORD_STATE_DIR/s);
  });

  it("whose database alone is read-only", async () => {
    const place = await copyOfBase();
    await chmod(place.stateDir, 0o777);
    await addDocument(place);
    expect(await asNobody(place, "ask", QUESTION)).toMatchObject({ code: 0 });
    const { code, err } = await asNobody(place, "index");
    expect(code).toBe(3);
    expect(err).toContain("ON_RECORD_STATE_DIR");
  });

  const refused: [string, (place: Foreign) => Promise<Foreign>][] = [
    [
      "that cannot be looked into",
      async (place) => {
        await chmod(place.stateDir, 0o700);
        return place;
      },
    ],
    [
      "that cannot be made",
      async (place) => ({ ...place, stateDir: join(place.stateDir, "in", "there") }),
    ],
    [
      "whose database cannot be read",
      async (place) => {
        await chmod(join(place.stateDir, "on-record.db"), 0o600);
        return place;
      },
    ],
    [
      "that is read-only with a log that was not written back",
      async (place) => {
        await writeFile(join(place.stateDir, "on-record.db-wal"), "something");
        return place;
      },
    ],
  ];
  for (const [name, make] of refused) {
    it(`${name} is told`, async () => {
      const { code, err } = await asNobody(await make(await copyOfBase()), "ask", QUESTION);
      expect(err).toMatch(/cannot be opened for writing.*ON_RECORD_STATE_DIR/s);
      expect(code).toBe(3);
    });
  }
});

describe("a path that is a folder", () => {
  for (const name of ["on-record.db", "on-record.db.lock"]) {
    it(`${name} is told`, async () => {
      const folder = await tempDir();
      await mkdir(join(folder, name));
      const error = await errorOf(async () => {
        const store = await openStore(join(folder, "on-record.db"));
        await store.lock(0);
      });
      expect(error.code).toBe("E_STATE_UNWRITABLE");
      expect(error.message).toContain(join(folder, name));
    });
  }

  it("where the vector index is kept: the answer is the same", async () => {
    const folder = await tempDir();
    await mkdir(join(folder, "vectors.json"));
    expect(await readdir(folder)).toEqual(["vectors.json"]);
    const place = { corpusDir: join(base, "corpus"), stateDir: folder };
    await cp(join(base, "state", "on-record.db"), join(folder, "on-record.db"));
    await cp(join(base, "state", "models"), join(folder, "models"), { recursive: true });
    expect(await cli(place, ["ask", QUESTION])).toMatchObject({ code: 0 });
  });
});
