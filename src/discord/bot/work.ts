import type { Scene } from "./buttons.ts";
import type { Wanted } from "./command.ts";
import { tellFailure } from "./failures.ts";
import type { Outcome, Payload } from "./ports.ts";
import type { Parts } from "./parts.ts";
import { show } from "./show.ts";

/** What came of a request. */
export interface Done {
  readonly kind: "shown" | "notice";
  readonly payload: Payload;
  readonly outcome: Outcome;
}

interface Request {
  readonly userId: string;
  readonly guildId: string | null;
  readonly scene: Scene;
  /** For the log: what was asked for, nothing of who asked. */
  readonly about: Readonly<Record<string, unknown>>;
}

/** Does what is wanted when it is the user's turn. Never rejects: whatever fails becomes a notice. */
export async function work(
  parts: Parts,
  request: Request,
  want: () => Wanted | Promise<Wanted>,
): Promise<Done> {
  try {
    const turn = await parts.turns.take(request.userId, request.guildId);
    if (!turn.ok) {
      const seconds = "waitSeconds" in turn ? turn.waitSeconds : null;
      return { kind: "notice", payload: parts.render.wait(seconds), outcome: "limited" };
    }
    try {
      return await fulfil(parts, await want(), request.scene);
    } finally {
      turn.done();
    }
  } catch (error) {
    return { kind: "notice", ...tellFailure(parts, error, request.about) };
  }
}

async function fulfil(parts: Parts, wanted: Wanted, scene: Scene): Promise<Done> {
  if ("payload" in wanted) {
    return { kind: "shown", payload: wanted.payload, outcome: "answered" };
  }
  return { kind: "shown", ...(await show(parts, wanted.view, wanted.page ?? 0, scene)) };
}
