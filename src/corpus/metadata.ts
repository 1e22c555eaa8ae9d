import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { METADATA_CHARS_MAX, URL_CHARS_MAX } from "../core/limits.ts";
import { OnRecordError } from "../core/errors.ts";
import type { OperatorSpeaker } from "../core/speakers/types.ts";
import type { DocumentMeta } from "../core/types.ts";

const line = z.string().trim().min(1).max(METADATA_CHARS_MAX).nullish().default(null);

// ISO 8601, as precise as the source is: 2024, 2024-11, 2024-11-18, 2024-11-18T14:55+10:00.
const ISO_DATE =
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

const metadataSchema = z.object({
  title: line,
  publisher: line,
  author: line,
  authorRole: line,
  published: z
    .union([z.string(), z.number().int().transform(String)])
    .refine((text) => ISO_DATE.test(text) && !Number.isNaN(Date.parse(text)), {
      error: "is not an ISO 8601 date such as 2024-11-18",
    })
    .nullish()
    .default(null),
  url: z
    .url({ protocol: /^https?$/, error: "is not an http or https link" })
    .max(URL_CHARS_MAX)
    .nullish()
    .default(null),
});

/**
 * Metadata from a value of unknown shape. Missing fields are null; unknown ones are ignored.
 *
 * @throws OnRecordError E_DOCUMENT naming the field.
 */
export function toMetadata(value: unknown, where: string): DocumentMeta {
  const parsed = metadataSchema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".") ?? "";
  throw new OnRecordError(
    "E_DOCUMENT",
    `${where}: ${field} ${issue?.message ?? "does not fit"}`.trim(),
  );
}

/** @throws OnRecordError E_DOCUMENT where the text is not JSON. */
export function parseJsonMetadata(text: string, where: string): DocumentMeta {
  return toMetadata(
    told(where, "is not JSON", () => JSON.parse(text)),
    where,
  );
}

const operatorSchema = z.array(
  z.object({
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,100}$/, { error: "is not of lower-case letters, digits and hyphens" })
      .optional(),
    name: z.string().trim().min(1).max(METADATA_CHARS_MAX),
    aliases: z.array(z.string().trim().min(1).max(METADATA_CHARS_MAX)).optional(),
    roles: z.array(z.string().trim().min(1).max(METADATA_CHARS_MAX)).optional(),
  }),
);

/**
 * What the operator states of speakers: a JSON array of objects with `name` and, optionally, `id`,
 * `aliases` and `roles`.
 *
 * @throws OnRecordError E_DOCUMENT naming the entry.
 */
export function parseOperatorSpeakers(text: string, where: string): OperatorSpeaker[] {
  const parsed = operatorSchema.safeParse(told(where, "is not JSON", () => JSON.parse(text)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new OnRecordError(
    "E_DOCUMENT",
    `${where}: entry ${issue?.path.join(".")} ${issue?.message ?? "does not fit"}`,
  );
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n((?:[\s\S]*?\r?\n)?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const FRONT_MATTER_OPENING = /^\uFEFF?---[ \t]*\r?\n/;

/**
 * Splits a Markdown file into its front matter and its text. The text is what follows, untouched.
 * A file whose first line is not `---` has no front matter.
 *
 * @throws OnRecordError E_DOCUMENT where the front matter is not closed or is not YAML.
 */
export function splitFrontMatter(
  file: string,
  where: string,
): { readonly metadata: DocumentMeta | null; readonly text: string } {
  if (!FRONT_MATTER_OPENING.test(file)) return { metadata: null, text: file };
  const match = FRONT_MATTER.exec(file);
  if (!match) {
    throw new OnRecordError(
      "E_DOCUMENT",
      `${where}: the front matter is opened by --- and never closed`,
    );
  }
  const value = told(where, "has front matter that is not YAML", () =>
    // No aliases: a few lines of them can expand to gigabytes.
    parseYaml(match[1] ?? "", { maxAliasCount: 0, logLevel: "error" }),
  );
  return { metadata: toMetadata(value, where), text: file.slice(match[0].length) };
}

function told<T>(where: string, what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new OnRecordError("E_DOCUMENT", `${where} ${what}: ${reason}`, { cause: error });
  }
}
