import type { Scene } from "./buttons.ts";
import type { Wanted } from "./command.ts";
import { tellFailure } from "./failures.ts";
import type { Outcome, Payload, Turn, TurnKind } from "./ports.ts";
import type { Parts } from "./parts.ts";
import { show } from "./show.ts";

/** What came of a request. Whoever has been told of a limit already is told nothing. */
export type Done =
  | { readonly kind: "shown" | "notice"; readonly payload: Payload; readonly outcome: Outcome }
  | { readonly kind: "silence"; readonly outcome: Outcome };

interface Request {
  readonly userId: string;
  readonly guildId: string | null;
  /** Which share it is taken from. */
  readonly turn: TurnKind;
  readonly scene: Scene;
  /** Whether a word about a limit would be seen by all. */
  readonly isHeardByAll: boolean;
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
    const turn = await parts.turns.take(request.userId, request.guildId, request.turn);
    if (!turn.ok) return refuse(parts, request, turn);
    try {
      return await fulfil(parts, await want(), request.scene);
    } finally {
      turn.done();
    }
  } catch (error) {
    return { kind: "notice", ...tellFailure(parts, error, request.about) };
  }
}

/**
 * Tells a limit once in a while. Of a server's share all its members run out together: where all would
 * see it, the server is told and not each of them.
 */
function refuse(parts: Parts, request: Request, refusal: Exclude<Turn, { ok: true }>): Done {
  const { userId, guildId, isHeardByAll } = request;
  const isOfServer = isHeardByAll && "of" in refusal && refusal.of === "server";
  const key = isOfServer ? `server ${guildId}` : `user ${userId}`;
  if (!parts.mayTellLimit(key)) return { kind: "silence", outcome: "limited" };
  const seconds = "waitSeconds" in refusal ? refusal.waitSeconds : null;
  return { kind: "notice", payload: parts.render.wait(seconds), outcome: "limited" };
}

async function fulfil(parts: Parts, wanted: Wanted, scene: Scene): Promise<Done> {
  if ("payload" in wanted) {
    return { kind: "shown", payload: wanted.payload, outcome: "answered" };
  }
  return { kind: "shown", ...(await show(parts, wanted.view, wanted.page ?? 0, scene)) };
}
