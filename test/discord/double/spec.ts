import * as spec from "discord-api-spec/zod";
import { z } from "zod";
import { isRecord } from "./json.ts";

/** The request bodies that Discord's OpenAPI description knows, under the names it gives them. */
export type SchemaName =
  | "ApplicationCommandCreateRequest"
  | "ApplicationCommandPatchRequestPartial"
  | "ApplicationCommandUpdateRequest"
  | "ApplicationCommandAutocompleteCallbackRequest"
  | "CreateMessageInteractionCallbackRequest"
  | "CreatePrivateChannelRequest"
  | "CreateTextThreadWithMessageRequest"
  | "IncomingWebhookRequestPartial"
  | "IncomingWebhookUpdateRequestPartial"
  | "MessageCreateRequest"
  | "MessageEditRequestPartial"
  | "ModalInteractionCallbackRequest"
  | "UpdateMessageInteractionCallbackRequest";

export interface SpecProblem {
  readonly kind: "schema" | "unknown-field";
  readonly path: string;
  readonly message: string;
}

const exported: ReadonlyMap<string, unknown> = new Map(Object.entries(spec));

/** What Discord's own schema says against a request body; empty when nothing. */
export function specProblems(name: SchemaName, body: unknown): SpecProblem[] {
  const schema = exported.get(`${name}Schema`);
  if (!(schema instanceof z.core.$ZodType)) throw new Error(`discord-api-spec has no ${name}.`);
  const result = z.safeParse(schema, body);
  if (result.success) return unknownFields(body, result.data, "");
  return result.error.issues.flatMap(deepest).map(({ path, message }) => ({
    kind: "schema",
    path: path.map(String).join("."),
    message,
  }));
}

type Issue = z.core.$ZodIssue;

/** Of a union the issues of the branch that got furthest, with their whole path. */
function deepest(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((errors) =>
    errors.flatMap(deepest).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const wrongKind = (branch: Issue[]): number =>
    branch.filter(({ code, path }) => code === "invalid_value" && path.at(-1) === "type").length;
  return branches.toSorted((a, b) => wrongKind(a) - wrongKind(b) || a.length - b.length)[0] ?? [];
}

// The schemas drop what they do not know. So what came out is compared with what went in.
function unknownFields(given: unknown, known: unknown, path: string): SpecProblem[] {
  if (Array.isArray(given) && Array.isArray(known)) {
    return given.flatMap((item, index) => unknownFields(item, known[index], join(path, index)));
  }
  if (!isRecord(given) || !isRecord(known)) return [];
  return Object.entries(given).flatMap(([key, value]): SpecProblem[] =>
    key in known
      ? unknownFields(value, known[key], join(path, key))
      : [{ kind: "unknown-field", path: join(path, key), message: "Discord knows no such field." }],
  );
}

function join(path: string, key: string | number): string {
  return path === "" ? String(key) : `${path}.${key}`;
}
