import { z } from "zod";
import { readJsonl } from "../../corpus/jsonl.ts";
import { type PassageEvidence, evidenceOf } from "../../core/rank/passage-evidence.ts";
import { type Searchable, retrieve } from "../../use-cases/retrieve.ts";
import { paragraphId } from "../eval/paragraphs.ts";

const rowSchema = z.object({
  set: z.string(),
  group: z.string(),
  question: z.string(),
  context: z.string().min(1),
  answerable: z.boolean(),
});
type ReadingRow = z.infer<typeof rowSchema>;

export const readRows = (path: string): Promise<ReadingRow[]> => readJsonl(path, rowSchema);

/** Sets whose questions can be asked of a whole corpus, since they name what they are about. */
const SETS = ["realtimeqa-weak", "squadshifts", "squad11", "qed", "wikiqa", "squad2"];
/** Of them, what is neither news nor an encyclopedia. */
const OFF_KIND = /reddit|amazon/iu;
/** Weeks of the news quiz with which retrieval is measured. */
const MEASURED_WEEKS = /^(?:2022|2026)/u;

/** A question to ask of the corpus of all contexts, with the documents that answer it; none where nothing does. */
interface DrawnQuestion {
  readonly set: string;
  readonly question: string;
  readonly gold: readonly string[];
}

/**
 * Questions drawn evenly from rows, and the contexts of which to ask them: their own, whether these
 * answer or not.
 *
 * @param most questions of a set.
 */
export function drawQuestions(
  rows: readonly ReadingRow[],
  most: number,
): { readonly questions: readonly DrawnQuestion[]; readonly contexts: readonly string[] } {
  const contexts = new Set<string>();
  const questions = SETS.flatMap((set) => {
    const asked = byQuestion(rows.filter((row) => row.set === set && isFit(row)));
    return evenly([...asked], most).map(([question, own]) => {
      for (const { context } of own) contexts.add(context);
      const answering = own.filter(({ answerable }) => answerable);
      return { set, question, gold: answering.map(({ context }) => paragraphId(context)) };
    });
  });
  return { questions, contexts: [...contexts] };
}

function isFit({ set, group }: ReadingRow): boolean {
  return !OFF_KIND.test(group) && !(set === "realtimeqa-weak" && MEASURED_WEEKS.test(group));
}

function byQuestion(rows: readonly ReadingRow[]): Map<string, ReadingRow[]> {
  const found = new Map<string, ReadingRow[]>();
  for (const row of rows) found.set(row.question, [...(found.get(row.question) ?? []), row]);
  return found;
}

function evenly<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** A question with its candidates as they were found, each with what speaks for it. */
export interface FitQuestion extends DrawnQuestion {
  readonly candidates: readonly {
    readonly documentId: string;
    readonly evidence: PassageEvidence;
  }[];
}

/** Candidates that are read for each question. */
const READ_FOR_FIT = 12;

/** Finds and reads the candidates of a question. */
export async function readQuestion(
  searchable: Searchable,
  drawn: DrawnQuestion,
): Promise<FitQuestion> {
  const { store } = searchable;
  const reader = await searchable.reader();
  const { candidates } = await retrieve(searchable, drawn.question);
  const first = candidates.slice(0, READ_FOR_FIT);
  const texts = first.map(({ passage }) =>
    (store.document(passage.documentId)?.text ?? "").slice(passage.start, passage.end),
  );
  const readings = await reader.read(drawn.question, texts);
  return {
    ...drawn,
    candidates: first.flatMap(({ passage: { documentId }, found }, at) => {
      const reading = readings[at];
      return reading ? [{ documentId, evidence: evidenceOf(found, reading) }] : [];
    }),
  };
}
