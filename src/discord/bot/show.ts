import type { Scene } from "./buttons.ts";
import { showAsk, showChecks, showQuotes, showVerification, showWho } from "./show-answers.ts";
import {
  showAlsoIn,
  showCitation,
  showDocument,
  showExcerpt,
  showSources,
} from "./show-sources.ts";
import type { ShowParts, Shown } from "./shown.ts";
import type { View } from "./view.ts";

/** Makes one page of a view. A page that is no more is the last one. */
export async function show(
  parts: ShowParts,
  view: View,
  page: number,
  scene: Scene,
): Promise<Shown> {
  switch (view.kind) {
    case "ask":
      return showAsk(parts, view, page, scene);
    case "quotes":
      return showQuotes(parts, view, page, scene);
    case "who":
      return showWho(parts, view, page, scene);
    case "verify":
      return showVerification(parts, view, page, scene);
    case "checks":
      return showChecks(parts, view, scene);
    case "sources":
      return showSources(parts, view, page, scene);
    case "document":
      return showDocument(parts, view, page, scene);
    case "excerpt":
      return showExcerpt(parts, view, page, scene);
    case "alsoIn":
      return showAlsoIn(parts, view, page, scene);
  }
  return showCitation(parts, view);
}
