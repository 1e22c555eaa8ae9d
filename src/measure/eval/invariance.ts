import type { Answer } from "../../core/answer.ts";
import { OnRecordError } from "../../core/errors.ts";
import type { Store } from "../../ports.ts";
import { ask } from "../../use-cases/ask.ts";
import type { Searchable } from "../../use-cases/retrieve.ts";
import { mean } from "./measures.ts";
import { drawnFrom, randomOf } from "./random.ts";
import { type Rewriting, nameWordsOf, rewrite } from "./rewritings.ts";

/** One question as it is and in another wording. */
interface Pair {
  readonly question: string;
  readonly rewriting: string;
  readonly rewritten: string;
}

export interface ComparedPair extends Pair {
  /** What came of the question as it is, and of the rewritten one, see `outcomeOf`. */
  readonly plain: Outcome;
  readonly outcome: Outcome;
}

/** Shares are in [0, 1], of pairs; NaN where there are none. */
export interface RewritingScores {
  readonly rewriting: string;
  readonly pairs: number;
  /** Status and first excerpt stay. */
  readonly kept: number;
  /** The status stays. */
  readonly statusKept: number;
}

export interface InvarianceReport {
  readonly questions: number;
  readonly rewritings: number;
  readonly pairs: number;
  readonly kept: number;
  readonly statusKept: number;
  /** Worst first. */
  readonly byRewriting: readonly RewritingScores[];
  /** The pairs in which status or first excerpt do not stay. */
  readonly changed: readonly ComparedPair[];
}

export interface InvarianceOptions {
  /** Most pairs; more are drawn by chance, the same for the same seed. Default: all. */
  readonly sample?: number;
  readonly seed?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What is compared: whether there is an answer, and the receipt of the first excerpt. */
interface Outcome {
  /** Of the answer, or the code of the error. */
  readonly status: Answer["status"] | OnRecordError["code"];
  /** Names document, version and spans; null where there is no answer. */
  readonly receipt: string | null;
}

/**
 * Asks each question as it is and in each wording, and compares. A wording that leaves a question
 * as it is makes no pair.
 */
export async function evaluateInvariance(
  searchable: Searchable,
  questions: readonly string[],
  rewritings: readonly Rewriting[],
  { sample = Infinity, seed = 1, onProgress = () => undefined }: InvarianceOptions = {},
): Promise<InvarianceReport> {
  const all = pairsOf(questions, rewritings, nameWordsIn(searchable.store, questions), seed);
  const pairs = drawnFrom(all, sample, randomOf(seed, "sample"));
  const plain = new Map<string, Outcome>();
  const compared: ComparedPair[] = [];
  for (const pair of pairs) {
    const known = plain.get(pair.question) ?? (await outcomeOf(searchable, pair.question));
    plain.set(pair.question, known);
    const outcome = await outcomeOf(searchable, pair.rewritten);
    compared.push({ ...pair, plain: known, outcome });
    onProgress(compared.length, pairs.length);
  }
  const byRewriting = rewritings
    .map(({ name }) =>
      scoresOf(
        name,
        compared.filter(({ rewriting }) => rewriting === name),
      ),
    )
    .filter(({ pairs }) => pairs > 0)
    .sort((a, b) => a.kept - b.kept || (a.rewriting < b.rewriting ? -1 : 1));
  const { kept, statusKept } = scoresOf("", compared);
  return {
    questions: questions.length,
    rewritings: rewritings.length,
    pairs: compared.length,
    kept,
    statusKept,
    byRewriting,
    changed: compared.filter((pair) => !isKept(pair)),
  };
}

function pairsOf(
  questions: readonly string[],
  rewritings: readonly Rewriting[],
  names: ReadonlySet<string>,
  seed: number,
): Pair[] {
  return questions.flatMap((question) =>
    rewritings.flatMap((rewriting) => {
      const random = randomOf(seed, rewriting.name, question);
      const rewritten = rewrite(question, rewriting, { names, random });
      return rewritten === question ? [] : [{ question, rewriting: rewriting.name, rewritten }];
    }),
  );
}

function nameWordsIn(store: Store, questions: readonly string[]): ReadonlySet<string> {
  const texts = store.documents().map(({ id }) => store.document(id)?.text ?? "");
  const names = store.speakers().map(({ name }) => name);
  return nameWordsOf(texts, questions, names);
}

async function outcomeOf(searchable: Searchable, question: string): Promise<Outcome> {
  try {
    const { status, excerpts } = await ask(searchable, question);
    return { status, receipt: excerpts[0]?.receipt ?? null };
  } catch (error) {
    // A question can be refused for its length alone; that is an outcome too.
    if (!(error instanceof OnRecordError)) throw error;
    return { status: error.code, receipt: null };
  }
}

const isStatusKept = ({ plain, outcome }: ComparedPair) => plain.status === outcome.status;
const isKept = (pair: ComparedPair) =>
  isStatusKept(pair) && pair.plain.receipt === pair.outcome.receipt;

function scoresOf(rewriting: string, pairs: readonly ComparedPair[]): RewritingScores {
  const share = (holds: (pair: ComparedPair) => boolean) =>
    mean(pairs.map((pair) => (holds(pair) ? 1 : 0)));
  return { rewriting, pairs: pairs.length, kept: share(isKept), statusKept: share(isStatusKept) };
}
