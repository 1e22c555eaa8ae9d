import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { OnRecordError } from "../core/errors.ts";
import { faultCode, reasonOf } from "./faults.ts";
import { shownName, unfitIn } from "./plain-text.ts";

/** A file or folder that is there and cannot be used. */
export interface Fault {
  /** From the corpus folder; a folder's ends with `/`. */
  readonly path: string;
  /** Changes when it may be usable again. */
  readonly signature: string;
  readonly message: string;
}

export interface Listing {
  /** From the folder, with `/` between the parts, in no order. */
  readonly files: readonly string[];
  readonly faults: readonly Fault[];
}

/**
 * Lists a folder with its sub-folders, but for those whose name starts with a dot. Links are files.
 * A sub-folder that cannot be read is a fault, and the others are listed.
 *
 * @throws OnRecordError E_CORPUS_UNREADABLE where the folder itself cannot be read.
 */
export async function listFolder(folder: string): Promise<Listing> {
  const files: string[] = [];
  const faults: Fault[] = [];
  const open = [""];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { entries, error } = await entriesOf(join(folder, at));
    if (entries === null) {
      if (at === "") throw unreadable(folder, error);
      faults.push(await folderFault(folder, at, error));
      continue;
    }
    for (const entry of entries) {
      const name = nameOf(entry.name);
      const isFolder = entry.isDirectory();
      const path = at + name.shown + (isFolder ? "/" : "");
      if (name.unfit !== null) {
        const message = `${shownName(path)}: its name ${name.unfit}; rename it`;
        faults.push({ path, signature: name.unfit, message });
      } else if (!isFolder) files.push(path);
      else if (!name.shown.startsWith(".")) open.push(path);
    }
  }
  return { files, faults };
}

async function entriesOf(folder: string) {
  try {
    // As bytes: a name that is not UTF-8 would be changed into another, which is nobody's.
    const entries = await readdir(folder, { withFileTypes: true, encoding: "buffer" });
    return { entries, error: null };
  } catch (error) {
    return { entries: null, error };
  }
}

/** A file's name, and what makes it unfit. A byte that is not UTF-8 is shown as `\xE9`. */
function nameOf(bytes: Buffer): { readonly shown: string; readonly unfit: string | null } {
  try {
    const name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { shown: name, unfit: unfitIn(name, "line") };
  } catch {
    const shown = Array.from(bytes, (byte) =>
      byte < 0x80
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    );
    return { shown: shown.join(""), unfit: "is not UTF-8" };
  }
}

async function folderFault(folder: string, path: string, error: unknown): Promise<Fault> {
  const found = await stat(join(folder, path)).catch(() => null);
  return {
    path,
    signature: `${faultCode(error)}:${found?.ctimeMs ?? ""}`,
    message: `${path}: the folder cannot be read (${reasonOf(error)}); what was indexed of it before stays`,
  };
}

function unreadable(folder: string, error: unknown): OnRecordError {
  return new OnRecordError(
    "E_CORPUS_UNREADABLE",
    `The corpus folder ${folder} cannot be read (${reasonOf(error)}). ` +
      "Create it and put .txt or .md files into it, or set ON_RECORD_CORPUS_DIR to the folder that has them.",
    { cause: error },
  );
}
