import { LEADS_MAX } from "../core/limits.ts";
import { type RankedStatement, onTopic } from "../core/rank/statement-evidence.ts";
import { notOnThis, outsideDates } from "../core/refusals.ts";
import type { Excerpt, Interpretation } from "../core/types.ts";
import { quoteStatements, statementsAbout, statementsBy } from "./find-statements.ts";
import type { Searchable } from "./retrieve.ts";
import type { Found } from "./found.ts";

/** What a speaker said, on a topic if there is one; of namesakes each one's, one after the other. */
export async function answerByStatements(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const { speaker, namesakes, topic } = interpretation;
  const startedAt = performance.now();
  const each: { readonly excerpts: readonly Excerpt[]; readonly leads: readonly Excerpt[] }[] = [];
  const fits: number[] = [];
  let isDated = false;
  for (const one of speaker ? [speaker] : namesakes) {
    const found = await statementsBy(searchable, one, topic, interpretation);
    const quote = (ranked: readonly RankedStatement[]) =>
      quoteStatements(searchable.store, ranked, one.id, interpretation.verbs.length > 0);
    each.push({
      excerpts: quote(found.fitting.slice(0, limit)),
      leads: quote(found.others.slice(0, LEADS_MAX)),
    });
    fits.push(...found.fitting.map(onTopic));
    isDated ||= found.isDated;
  }
  const timings = { searchMs: performance.now() - startedAt };
  const excerpts = each.flatMap((one) => one.excerpts);
  if (excerpts.length > 0)
    return { reason: null, excerpts, confidence: Math.max(...fits), timings, total: fits.length };
  const leads = each.flatMap((one) => one.leads);
  const reason =
    isDated && leads.length === 0 ? outsideDates(interpretation) : notOnThis(interpretation);
  return { reason, excerpts: leads, confidence: 0, timings };
}

/** Who spoke on the topic, one statement each; no excerpts where nobody's fits. */
export async function answerWho(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const startedAt = performance.now();
  const { text: question, topic } = interpretation;
  const asked = { question, topic: topic ?? question };
  const { fitting } = await statementsAbout(searchable, asked, interpretation);
  return {
    reason: null,
    excerpts: quoteStatements(searchable.store, fitting.slice(0, limit), null, true),
    confidence: Math.max(0, ...fitting.map(onTopic)),
    total: fitting.length,
    timings: { searchMs: performance.now() - startedAt },
  };
}
