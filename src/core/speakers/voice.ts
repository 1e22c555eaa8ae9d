import type { Person, PersonName } from "./people.ts";
import type { ResolutionWay, SpeakerType } from "./speaker.ts";
import type { Span } from "../types.ts";

/** A body, an office or unnamed people, as far as the document has been read. */
export interface Entry {
  readonly kind: "entry";
  readonly type: SpeakerType;
  readonly name: string;
  /** By the start of each. */
  readonly evidence: ReadonlyMap<number, Span>;
}

/** Somebody who speaks in a document. */
export type Voice = Person | Entry;

/** Whose words a statement is, and how its source tells. */
export interface Understood {
  readonly voices: readonly Voice[];
  readonly way: ResolutionWay;
}

/** Whom words mean, before it is written down: somebody known, somebody new, or a body or the like. */
export type Described =
  | { readonly kind: "known"; readonly person: Person }
  | { readonly kind: "new"; readonly name: PersonName; readonly span: Span }
  | DescribedEntry;

export interface DescribedEntry {
  readonly kind: "entry";
  readonly type: SpeakerType;
  readonly name: string;
  /** What makes two wordings one speaker of this type. */
  readonly key: string;
  readonly span: Span;
}
