import {
  type Receipt,
  type ReceiptCheck,
  type ReceiptFinding,
  notAReceipt,
  parseReceipt,
} from "../core/receipt.ts";
import type { Excerpt, SourceDocument, Span } from "../core/types.ts";
import { checkQuote } from "../core/verify/check.ts";
import { createGround } from "../core/verify/ground.ts";
import { excerptOfStatement, excerptOfWords } from "../core/verify/place.ts";
import type { Material } from "../core/verify/finding.ts";
import type { Store } from "../ports.ts";

/**
 * Finds an excerpt again by its receipt and says whether the source still has it.
 *
 * @throws OnRecordError E_RECEIPT for what is no receipt or lies outside its text, and
 * E_SPAN_MISMATCH or E_STATE_TORN rather than show a text that is not the stored one.
 */
export function checkReceipt(store: Store, id: string): ReceiptCheck {
  const receipt = parseReceipt(id);
  return { receipt: receipt.id, corpus: store.coverage(), ...findReceipt(store, receipt) };
}

function findReceipt(store: Store, { sha256Start, spans }: Receipt): ReceiptFinding {
  const versions = store.versions(sha256Start);
  if (versions.length === 0) return { outcome: "unknown" };
  const fitting = versions.filter(({ text }) => spans.every((span) => liesIn(text, span)));
  const present = fitting.find(({ id, sha256 }) => store.document(id)?.sha256 === sha256);
  if (present)
    return { outcome: "unchanged", excerpt: excerptOf(presentMaterial(store, present), spans) };
  const [earlier] = fitting;
  if (!earlier) throw notAReceipt("This receipt names a place outside its document.");
  return compareWithPresent(store, earlier, spans);
}

function compareWithPresent(
  store: Store,
  earlier: SourceDocument,
  spans: Receipt["spans"],
): ReceiptFinding {
  const was = excerptOf(bareMaterial(earlier), spans);
  const present = store.document(earlier.id);
  if (!present) return { outcome: "unknown" };
  const material = presentMaterial(store, present);
  const texts = spans.map(({ start, end }) => earlier.text.slice(start, end));
  const moved = findInOrder(present.text, texts);
  if (moved) return { outcome: "moved", was, now: excerptOf(material, moved) };
  return { outcome: "changed", was, now: checkQuote(texts.join(" […] "), [material], null) };
}

/** Inside the text, and through no character of two units. */
function liesIn(text: string, { start, end }: Span): boolean {
  return end <= text.length && [start, end].every((at) => !/[\udc00-\udfff]/.test(text.charAt(at)));
}

/** Where the texts stand one after the other, or null. */
function findInOrder(text: string, wanted: readonly string[]): Receipt["spans"] | null {
  const found: Span[] = [];
  for (const one of wanted) {
    const start = text.indexOf(one, found.at(-1)?.end ?? 0);
    if (start < 0) return null;
    found.push({ start, end: start + one.length });
  }
  const [first, ...others] = found;
  return first ? [first, ...others] : null;
}

function bareMaterial(document: SourceDocument): Material {
  return {
    document,
    window: { start: 0, end: document.text.length },
    statements: [],
    passages: [],
  };
}

function presentMaterial(store: Store, document: SourceDocument): Material {
  const statements = store.statementsOf(document.id);
  return { ...bareMaterial(document), statements, passages: store.passagesOf(document.id) };
}

/** The excerpt of these spans: the statement whose content they are, or else the words alone. */
function excerptOf(material: Material, spans: Receipt["spans"]): Excerpt {
  const ground = createGround(material);
  const statement = material.statements.find(({ content }) => isSame(content, spans));
  return statement
    ? excerptOfStatement(ground, statement, null, 1)
    : excerptOfWords(ground, spans, 1);
}

function isSame(a: readonly Span[], b: readonly Span[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ start, end }, at) => start === b[at]?.start && end === b[at]?.end)
  );
}
