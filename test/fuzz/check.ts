/** What has to hold of a stored document and of an answer, compared with nothing but their texts. */
import type { Answer } from "../../src/core/answer.ts";
import type { Span } from "../../src/core/types.ts";
import type { Store } from "../../src/ports.ts";

/** What is wrong with the stored document of this id, in words; nothing where all is right. */
export function checkStored(store: Store, id: string): string[] {
  const text = store.document(id)?.text;
  if (text === undefined) return ["is neither stored nor refused"];
  const wrong: string[] = [];
  const check = (what: string, span: Span) => {
    const isInside = span.start >= 0 && span.start < span.end && span.end <= text.length;
    if (!isInside) wrong.push(`${what} ${span.start}-${span.end} is outside of its text`);
    else if (isCut(text, span.start) || isCut(text, span.end)) {
      wrong.push(`${what} ${span.start}-${span.end} cuts a character`);
    }
  };
  let last = 0;
  for (const passage of store.passagesOf(id)) {
    check("passage", passage);
    if (passage.start < last) wrong.push(`passage at ${passage.start} begins in the one before`);
    if (text.slice(passage.start, passage.end).trim() === "") wrong.push("a passage is blank");
    last = passage.end;
  }
  for (const { ordinal, content, cue, source, within } of store.statementsOf(id)) {
    if (content.length === 0) wrong.push(`statement ${ordinal} has no content`);
    for (const span of [...content, ...cue, ...source]) check(`statement ${ordinal}`, span);
    if (within !== null && within >= ordinal) wrong.push(`statement ${ordinal} is in a later one`);
  }
  const spoken = store.spokenDocuments().find(({ documentId }) => documentId === id);
  for (const { name, evidence, roles } of spoken?.mentions ?? []) {
    for (const span of [...evidence, ...roles]) check(`mention of ${JSON.stringify(name)}`, span);
  }
  return wrong;
}

/** Whether a place is in the middle of a character. */
function isCut(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

/** What of an answer is not what the stored documents say. */
export function checkAnswer(store: Store, answer: Answer): string[] {
  const wrong: string[] = [];
  const check = (id: string, span: Span & { readonly text: string }) => {
    const said = store.document(id)?.text.slice(span.start, span.end);
    if (said !== span.text || said === "") wrong.push(`${id} ${span.start}-${span.end} is not so`);
  };
  for (const excerpt of [...answer.excerpts, ...answer.leads]) {
    const { document, spans, context, statement, alsoIn } = excerpt;
    const own = [...spans, context, statement?.source, statement?.cue];
    for (const span of own) if (span) check(document.id, span);
    for (const copy of alsoIn) for (const span of copy.spans) check(copy.document.id, span);
  }
  return wrong;
}
