import { z } from "zod";
import { METADATA_CHARS_MAX, URL_CHARS_MAX } from "../core/limits.ts";
import { OnRecordError } from "../core/errors.ts";
import type { OperatorSpeaker } from "../core/speakers/speaker.ts";
import type { DocumentMeta } from "../core/types.ts";
import { unfitIn } from "./plain-text.ts";

/** A string that is stored as it is stated: what would be cut or changed on the way is refused. */
function fit(kind: "line" | "words") {
  return z.string().superRefine((value, context) => {
    const message = unfitIn(value, kind);
    if (message !== null) context.addIssue({ code: "custom", message });
  });
}

const words = fit("words").trim().min(1).max(METADATA_CHARS_MAX);
const optionalWords = words.nullish().default(null);

// ISO 8601, as precise as the source is: 2024, 2024-11, 2024-11-18, 2024-11-18T14:55+10:00.
const ISO_DATE =
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

const metadataSchema = z.object({
  title: optionalWords,
  publisher: optionalWords,
  author: optionalWords,
  authorRole: optionalWords,
  published: z
    .union([z.string(), z.number().int().transform(String)])
    .refine((text) => ISO_DATE.test(text) && !Number.isNaN(Date.parse(text)), {
      error: "is not an ISO 8601 date such as 2024-11-18",
    })
    .nullish()
    .default(null),
  // Checked before it is read as a link, since reading one drops control characters.
  url: fit("line")
    .max(URL_CHARS_MAX)
    .pipe(z.url({ protocol: /^https?$/, error: "is not an http or https link" }))
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
  const reason = [issue?.path.join(".") ?? "", issue?.message ?? "does not fit"].join(" ").trim();
  throw new OnRecordError("E_DOCUMENT", `${where}: ${reason}`);
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
    name: words,
    aliases: z.array(words).optional(),
    roles: z.array(words).optional(),
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

/** Runs a parser; what it throws becomes E_DOCUMENT, with its first line. */
export function told<T>(where: string, what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new OnRecordError("E_DOCUMENT", `${where} ${what}: ${reason}`, { cause: error });
  }
}
