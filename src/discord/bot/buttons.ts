import { createReceipt } from "../../core/excerpt.ts";
import type { Excerpt } from "../../core/types.ts";
import { type Action, type Judged, type Queries, encodePress } from "./custom-id.ts";
import { PLACES_OF_WORDS_MAX } from "./bot-limits.ts";
import type { Button, CitationForm, Page, ShownExcerpt } from "./ports.ts";
import type { View, ViewOf } from "./view.ts";

/** What is known of the place in which a view is shown. */
export interface Scene {
  /** Whether it is seen by one user only, who may post it for all. */
  readonly canPost: boolean;
}

interface Press {
  readonly action: Action;
  readonly view: View;
  readonly page?: number;
  readonly judged?: Judged;
}

type Look = Partial<Pick<Button, "style" | "disabled">>;

/** Makes the buttons of one message. */
export interface ButtonMaker {
  excerpts(excerpts: readonly Excerpt[]): ShownExcerpt[];
  /** Previous and next where there are several pages, post, helpful and not helpful. */
  footer(view: View, page: Page, scene: Scene & { readonly judged: Judged }): Button[];
  /** For what is neither right nor wrong: no feedback. */
  plainFooter(view: View, page: Page, scene: Scene): Button[];
  ofExcerpt(excerpt: Excerpt, view: View, page: Page, scene: Scene): Button[];
  /** One for each view, which it opens. */
  openers(views: readonly View[]): Button[];
  forms(view: ViewOf<"citation">): Button[];
}

export function createButtonMaker(queries: Queries): ButtonMaker {
  let slot = 0;
  const make = (label: string, press: Press, look: Look = {}): Button => {
    slot += 1;
    const id = encodePress({ page: 0, judged: null, ...press }, slot, queries);
    return { id, label, style: "secondary", ...look };
  };
  const open = (label: string, view: View): Button => make(label, { action: "open", view });
  const turning = (view: View, { index, count }: Page): Button[] => {
    if (count < 2) return [];
    const to = (page: number): Press => ({ action: "turn", view, page });
    return [
      make("Previous", to(Math.max(0, index - 1)), { disabled: index === 0 }),
      make("Next", to(Math.min(count - 1, index + 1)), { disabled: index >= count - 1 }),
    ];
  };
  const posting = (view: View, page: number, { canPost }: Scene): Button[] =>
    canPost ? [make("Post publicly", { action: "post", view, page }, { style: "primary" })] : [];
  const feedback = (view: View, judged: Judged): Button[] => [
    make("Helpful", { action: "helpful", view, judged }),
    make("Not helpful", { action: "not-helpful", view, judged }),
  ];
  const plainFooter: ButtonMaker["plainFooter"] = (view, page, scene) => [
    ...turning(view, page),
    ...posting(view, page.index, scene),
  ];
  const source = ({ document }: Excerpt): Button =>
    open("Open source", { kind: "document", id: document.id });
  const cite = ({ receipt }: Excerpt): Button =>
    open("Cite", { kind: "citation", receipt, form: "discord" });
  return {
    plainFooter,
    footer: (view, page, scene) => [
      ...plainFooter(view, page, scene),
      ...feedback(view, scene.judged),
    ],
    excerpts: (excerpts) =>
      excerpts.map((excerpt) => ({
        excerpt,
        buttons: [
          open("More context", { kind: "excerpt", receipt: excerpt.receipt }),
          source(excerpt),
          ...alsoIn(excerpt).map(({ label, view }) => open(label, view)),
          cite(excerpt),
        ],
      })),
    ofExcerpt: (excerpt, view, page, scene) => [
      source(excerpt),
      cite(excerpt),
      ...plainFooter(view, page, scene),
    ],
    openers: (views) => views.map((view) => open("Open", view)),
    forms: (view) =>
      FORMS.map(({ form, label }) =>
        make(
          label,
          { action: "turn", view: { ...view, form } },
          { style: form === view.form ? "primary" : "secondary", disabled: form === view.form },
        ),
      ),
  };
}

const FORMS: readonly { readonly form: CitationForm; readonly label: string }[] = [
  { form: "discord", label: "Discord" },
  { form: "markdown", label: "Markdown" },
  { form: "plain", label: "Plain text" },
];

/** The other documents that have the words, each by a receipt of its own; none where there are none. */
function alsoIn(excerpt: Excerpt): { readonly label: string; readonly view: View }[] {
  const others = excerpt.alsoIn.flatMap(({ document, spans: [first, ...rest] }) =>
    first ? [createReceipt(document.sha256, [first, ...rest])] : [],
  );
  if (others.length === 0) return [];
  const receipts = [excerpt.receipt, ...others.slice(0, PLACES_OF_WORDS_MAX - 1)];
  return [{ label: `Also in ${others.length}`, view: { kind: "alsoIn", receipts } }];
}
