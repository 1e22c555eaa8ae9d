import { OnRecordError } from "../../core/errors.ts";
import { RENDER_MS_MAX } from "./limits.ts";
import type { Renderer } from "./ports.ts";

/**
 * Holds rendering to its time. It runs on the thread that sends heartbeats and hears everybody, and
 * nothing can interrupt it there: what keeps it short is that it is given texts of bounded size only. Should
 * one take longer all the same, the reply is given up rather than hidden: whoever asked is told an id, and
 * the log has it, so that it is found and mended. Short words of the bot's own are not measured.
 *
 * @param ticks milliseconds on a clock that only goes forward.
 * @returns a renderer that throws OnRecordError E_TIMEOUT.
 */
export function timedRenderer(render: Renderer, ticks: () => number): Renderer {
  const timed =
    <A extends readonly unknown[], R>(work: (...given: A) => R) =>
    (...given: A): R => {
      const startedAt = ticks();
      const made = work(...given);
      const ms = ticks() - startedAt;
      if (ms > RENDER_MS_MAX) throw tookTooLong(ms);
      return made;
    };
  return {
    ...render,
    answer: timed(render.answer),
    noAnswer: timed(render.noAnswer),
    quotes: timed(render.quotes),
    who: timed(render.who),
    verification: timed(render.verification),
    verifications: timed(render.verifications),
    sources: timed(render.sources),
    document: timed(render.document),
    excerptPages: timed(render.excerptPages),
    excerpt: timed(render.excerpt),
    alsoIn: timed(render.alsoIn),
    citation: timed(render.citation),
  };
}

function tookTooLong(ms: number): OnRecordError {
  return new OnRecordError(
    "E_TIMEOUT",
    `Laying out a reply took ${Math.round(ms)} ms and may take ${RENDER_MS_MAX} ms, since everybody waits for it: it was given up.`,
  );
}
