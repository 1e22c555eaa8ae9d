import { OnRecordError } from "../core/errors.ts";

/** Of the machine and the moment, not of the file: it is tried again at the next look. */
const PASSING = new Set([
  "EAGAIN",
  "EBUSY",
  "EIO",
  "EMFILE",
  "ENFILE",
  "ENOMEM",
  "ESTALE",
  "ETIMEDOUT",
]);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EIO: "the disk fails to read it",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its path is too long",
  ENFILE: "too many files are open",
  ENOENT: "it does not exist",
  ENOTDIR: "it is not a folder",
  EPERM: "permission denied",
};

/** The code of a system error, or "". */
export function faultCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}

/** A system error in a few words. */
export function reasonOf(error: unknown): string {
  return REASONS[faultCode(error)] ?? (error instanceof Error ? error.message : String(error));
}

/** @returns E_DOCUMENT, or E_DOCUMENT_BUSY where another try may succeed. */
export function cannotRead(name: string, error: unknown): OnRecordError {
  const code = PASSING.has(faultCode(error)) ? "E_DOCUMENT_BUSY" : "E_DOCUMENT";
  return new OnRecordError(code, `${name}: cannot be read (${reasonOf(error)})`, { cause: error });
}
