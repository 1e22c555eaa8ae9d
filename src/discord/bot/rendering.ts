import { OnRecordError } from "../../core/errors.ts";
import { RENDER_MS_MAX } from "./bot-limits.ts";
import type { Renderer } from "./ports.ts";

/**
 * Holds rendering to its time. It runs on the thread that sends heartbeats and hears everybody, and
 * nothing can interrupt it there: what keeps it short is that it is given texts of bounded size only. Should
 * one take longer all the same, the reply is given up rather than hidden: whoever asked is told an id, and
 * the log has it, so that it is found and mended. Short words of the bot's own are not measured.
 *
 * @param processorMs milliseconds of processor time that this process has had: that other programs keep the
 * machine busy is not the reply's fault.
 * @returns a renderer that throws OnRecordError E_TIMEOUT.
 */
export function timedRenderer(render: Renderer, processorMs: () => number): Renderer {
  const timed = <R>(work: () => R): R => {
    const before = processorMs();
    const made = work();
    const ms = processorMs() - before;
    if (ms > RENDER_MS_MAX) throw tookTooLong(ms);
    return made;
  };
  return {
    ...render,
    answer: (answer, page) => timed(() => render.answer(answer, page)),
    noAnswer: (answer, page) => timed(() => render.noAnswer(answer, page)),
    quotes: (found, wanted, page) => timed(() => render.quotes(found, wanted, page)),
    who: (answer, page) => timed(() => render.who(answer, page)),
    verification: (found, page) => timed(() => render.verification(found, page)),
    verifications: (found, footer) => timed(() => render.verifications(found, footer)),
    sources: (sources, page) => timed(() => render.sources(sources, page)),
    document: (page, footer) => timed(() => render.document(page, footer)),
    excerptPages: (check) => timed(() => render.excerptPages(check)),
    excerpt: (check, options) => timed(() => render.excerpt(check, options)),
    alsoIn: (page) => timed(() => render.alsoIn(page)),
    citation: (excerpt, form, footer) => timed(() => render.citation(excerpt, form, footer)),
  };
}

/** Of all threads of this process; beside the one that renders they do little. */
export function processorTimeMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function tookTooLong(ms: number): OnRecordError {
  return new OnRecordError(
    "E_TIMEOUT",
    `Laying out a reply took ${Math.round(ms)} ms of the processor and may take ${RENDER_MS_MAX} ms, since everybody waits for it: it was given up.`,
  );
}
