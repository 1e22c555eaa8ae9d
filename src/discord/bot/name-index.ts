import { fold } from "../../core/speakers/fold.ts";
import type { Citation } from "../../core/types.ts";
import { NAMES_FRESH_MS } from "./bot-limits.ts";
import type { Answerer, OfferedNames } from "./ports.ts";

/** Something that can be chosen. `keys` are folded, the one that is shown first. */
export interface Named {
  readonly value: string;
  readonly label: string;
  readonly keys: readonly string[];
  readonly count: number;
  readonly documentIds: ReadonlySet<string>;
}

/** The names of the corpus, ready to be looked through. */
export interface NameIndex {
  readonly generation: number;
  readonly speakers: readonly Named[];
  readonly sources: readonly (Named & { readonly citation: Citation })[];
  readonly topics: readonly Named[];
}

export interface KeptNames {
  /** From memory, but for the first time; a newer state is fetched beside it. */
  get(): Promise<NameIndex>;
}

export function keepNames(
  answerer: Answerer,
  ticks: () => number,
  onError: (error: unknown) => void,
): KeptNames {
  let kept: NameIndex | null = null;
  let fetchedAt = 0;
  let fetching: Promise<NameIndex> | null = null;
  const fetch = async (): Promise<NameIndex> => {
    const names = await answerer.names();
    if (kept?.generation !== names.generation) kept = indexNames(names);
    fetchedAt = ticks();
    return kept;
  };
  const refresh = (): Promise<NameIndex> => {
    fetching ??= fetch().finally(() => {
      fetching = null;
    });
    return fetching;
  };
  return {
    get: async () => {
      if (!kept) return refresh();
      if (ticks() - fetchedAt > NAMES_FRESH_MS) refresh().catch(onError);
      return kept;
    },
  };
}

export function indexNames({ speakers, sources, topics, generation }: OfferedNames): NameIndex {
  return {
    generation,
    speakers: speakers
      .filter(({ statementCount }) => statementCount > 0)
      .map(({ id, name, aliases, statementCount, documentIds }) => ({
        value: id,
        label: `${name} · ${counted(statementCount, "statement")}`,
        keys: [name, ...aliases].map(fold),
        count: statementCount,
        documentIds: new Set(documentIds),
      })),
    sources: sources.map((citation) => ({
      value: citation.id,
      label: sourceLabel(citation),
      keys: [citation.title, citation.publisher, citation.author, citation.id].flatMap((text) =>
        text === null ? [] : [fold(text)],
      ),
      count: 0,
      documentIds: new Set([citation.id]),
      citation,
    })),
    topics: topics.map(({ text, count, documentIds }) => ({
      value: text,
      label: `${text} · ${count}`,
      keys: [fold(text)],
      count,
      documentIds: new Set(documentIds),
    })),
  };
}

/** Publisher and date first: a long title is cut. */
function sourceLabel({ id, title, publisher, published }: Citation): string {
  const parts = [publisher, published?.slice(0, "2024-11-18".length) ?? "undated", title ?? id];
  return parts.filter((part) => part !== null).join(" · ");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
