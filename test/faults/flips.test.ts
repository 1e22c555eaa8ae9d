import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { builtInFolder, ensureBuiltInModel } from "../../embeddings/built-in-model.ts";
import { openSettings } from "../../src/store/settings.ts";
import { openStore } from "../../src/store/store.ts";
import { cli, tempPlace } from "../support/cli.ts";
import { tempDir } from "../support/temp.ts";
import {
  countOf,
  flip,
  outcomeOf,
  randomOf,
  readAll,
  readState,
  seedOf,
  writeBack,
} from "./support.ts";

const FLIPS = countOf("ON_RECORD_FLIPS", 120);
const TIMEOUT_MS = 60_000 + FLIPS * 1_000;

/** The state of the shipped corpus, read by the real encoder and tagger. */
let sound = "";
let models = "";
beforeAll(async () => {
  const place = await tempPlace();
  const { code, err } = await cli(place, ["index"]);
  if (code !== 0) throw new Error(err);
  sound = place.stateDir;
  models = join(place.stateDir, "models");
});

/** A copy of a state without its models and locks. */
async function copyOf(state: string): Promise<string> {
  const folder = await tempDir();
  for (const name of await readdir(state)) {
    if (/^(on-record\.db(-wal)?|vectors.*|settings\.db)$/.test(name))
      await cp(join(state, name), join(folder, name));
  }
  return folder;
}

/** The outcome of reading a copy of a state with one file changed. */
async function readWith(state: string, file: string, bytes: Uint8Array, check = false) {
  const folder = await copyOf(state);
  try {
    await writeFile(join(folder, file), bytes);
    return await outcomeOf(() => readState(folder, { check }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Where the byte that holds the format's version says an older one, the store starts empty, and the
 * next question reads the corpus anew.
 */
const isEmptied = (text: string) => text.includes(',0,null,{"documents":0,');

const named = /^E_(STATE_TORN|STATE_UNWRITABLE|STATE_NEWER|DISK_FULL)$/;

/** What is wrong with an outcome, or nothing: it is one of what was written, or an error that names file and cure. */
function complaintsOf(
  read: Awaited<ReturnType<typeof outcomeOf>>,
  file: string,
  right: readonly string[],
): string[] {
  if ("text" in read)
    return isEmptied(read.text) || right.includes(read.text) ? [] : ["other text"];
  const isTold =
    named.test(read.code) &&
    read.message.includes(file) &&
    (read.code !== "E_STATE_TORN" || read.message.includes("npm run index -- --rebuild"));
  return isTold ? [] : [`${read.code}: ${read.message}`];
}

describe("bytes changed at random", () => {
  it(
    "in the database: a named error, or what was written",
    async () => {
      const seed = seedOf("flips in the database");
      const bytes = await readFile(join(sound, "on-record.db"));
      const right = await readState(await copyOf(sound));
      const counts: Record<string, number> = {};
      const wrong: string[] = [];
      for (let turn = 0; turn < FLIPS; turn += 1) {
        const flipped = flip(bytes, turn, randomOf(seed * 1_000_003 + turn));
        const read = await readWith(sound, "on-record.db", flipped);
        const checked = await readWith(sound, "on-record.db", flipped, true);
        const complaints = complaintsOf(read, "on-record.db", [right]);
        // What reading tells, the check of `status` tells too.
        if ("code" in read && "text" in checked) complaints.push("the check finds it sound");
        wrong.push(...complaints.map((complaint) => `turn ${turn}: ${complaint}`));
        const outcome = "code" in read ? read.code : "right";
        counts[outcome] = (counts[outcome] ?? 0) + 1;
      }
      console.info(`${FLIPS} times, 1 to 40 bytes: ${JSON.stringify(counts)}`);
      expect(wrong).toEqual([]);
      expect(counts["E_STATE_TORN"]).toBeGreaterThan(FLIPS / 2);
    },
    TIMEOUT_MS,
  );

  it(
    "in the files of the vector index: what was written",
    async () => {
      const seed = seedOf("flips in the index files");
      const right = await readState(await copyOf(sound));
      const files = (await readdir(sound)).filter((name) => name.startsWith("vectors"));
      expect(files).toHaveLength(2);
      const wrong: string[] = [];
      for (const file of files) {
        const bytes = await readFile(join(sound, file));
        for (let turn = 0; turn < FLIPS / 6; turn += 1) {
          const flipped = flip(bytes, turn, randomOf(seed * 1_000_003 + turn));
          const read = await readWith(sound, file, flipped);
          if (!("text" in read) || read.text !== right) wrong.push(`${file}, turn ${turn}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    "in the write-ahead log: a named error, or a whole generation",
    async () => {
      const seed = seedOf("flips in the log");
      const { state, generations } = await stateWithLog();
      const bytes = await readFile(join(state, "on-record.db-wal"));
      expect(bytes.length).toBeGreaterThan(100_000);
      const wrong: string[] = [];
      for (let turn = 0; turn < FLIPS / 4; turn += 1) {
        const flipped = flip(bytes, turn, randomOf(seed * 1_000_003 + turn));
        const read = await readWith(state, "on-record.db-wal", flipped);
        const complaints = complaintsOf(read, "on-record.db", generations);
        wrong.push(...complaints.map((complaint) => `turn ${turn}: ${complaint}`));
      }
      expect(wrong).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    "in the settings of the bot: a named error, or what was written",
    async () => {
      const seed = seedOf("flips in the settings");
      const made = join(await tempDir(), "settings.db");
      const right = await makeSettings(made);
      await writeBack(made);
      const bytes = await readFile(made);
      expect(bytes.length).toBeGreaterThan(20_000);
      const wrong: string[] = [];
      for (let turn = 0; turn < FLIPS; turn += 1) {
        const folder = await tempDir();
        const path = join(folder, "settings.db");
        await writeFile(path, flip(bytes, turn, randomOf(seed * 1_000_003 + turn)));
        const read = await outcomeOf(() => readSettings(path));
        const complaints = complaintsOf(read, "settings.db", [right]);
        await rm(folder, { recursive: true });
        wrong.push(...complaints.map((complaint) => `turn ${turn}: ${complaint}`));
      }
      expect(wrong).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it("in each file of the encoder: it is noticed", async () => {
    const seed = seedOf("flips in the encoder");
    const modelsDir = await tempDir();
    const folder = builtInFolder(modelsDir, "int8");
    await cp(builtInFolder(models, "int8"), folder, { recursive: true });
    const options = {
      modelsDir,
      dtype: "int8",
      verify: async () => undefined,
      // Nothing to write it anew from, so that noticing shows.
      weightsPath: "/nowhere",
    } as const;
    expect(await ensureBuiltInModel(options)).toBe(folder);
    const unnoticed: string[] = [];
    const files = ["manifest.json", "config.json", "tokenizer.json", "tokenizer_config.json"];
    for (const file of [...files, join("onnx", "model_int8.onnx")]) {
      const bytes = await readFile(join(folder, file));
      for (let turn = 0; turn < 3; turn += 1) {
        const random = randomOf(seed * 1_000_003 + turn);
        await writeFile(join(folder, file), flip(bytes, random(bytes.length), random));
        const read = await outcomeOf(() => ensureBuiltInModel(options));
        if (!("code" in read) || read.code !== "E_ENCODER") unnoticed.push(file);
      }
      await writeFile(join(folder, file), bytes);
    }
    // White space between the manifest's values may be any.
    expect(unnoticed.filter((file) => file !== "manifest.json")).toEqual([]);
  });
});

/** A state of two generations, the second of which is in the log alone. */
async function stateWithLog() {
  const folder = await copyOf(sound);
  const generations = [await readState(folder)];
  const store = await openStore(join(folder, "on-record.db"));
  const [first] = store.documents();
  const [, ...others] = store.files();
  store.publish({
    documents: [],
    removedDocumentIds: [first?.id ?? ""],
    files: others,
    removedPaths: [],
    linked: { speakers: store.speakers(), ids: new Map() },
    builtWith: store.builtWith() ?? { segmenter: "", encoder: "", tagger: "", operators: "" },
  });
  const state = await copyOf(folder);
  generations.push(await readState(await copyOf(state)));
  readAll(store);
  store.close();
  return { state, generations };
}

async function makeSettings(path: string): Promise<string> {
  const settings = await openSettings(path);
  for (let at = 0; at < 60; at += 1) {
    settings.enable(`${at % 7}`, `${1000 + at}`);
    settings.countFeedback(at % 2 ? "helpful" : "not-helpful", at % 3 ? "answer" : "no-answer");
    settings.keepQuery(`k${at}`, `What did Rutte say about topic ${at}? `.repeat(5));
    settings.setCommandHash(`${at % 7}`, `hash ${at}`);
  }
  settings.close();
  return readSettings(path);
}

async function readSettings(path: string): Promise<string> {
  const settings = await openSettings(path);
  try {
    const guilds = ["0", "1", "2", "3", "4", "5", "6"];
    const keys = Array.from({ length: 60 }, (_, at) => `k${at}`);
    return JSON.stringify([
      guilds.map((id) => [settings.channels(id), settings.commandHash(id)]),
      settings.feedback(),
      keys.map((key) => settings.query(key)),
    ]);
  } finally {
    settings.close();
  }
}
