import type { Sentence } from "../text/sentences.ts";
import type { Span } from "../types.ts";

/** A document as the resolution reads it. */
export interface ReadDocument {
  readonly id: string;
  readonly text: string;
  /** Of `splitSentences(text)`. */
  readonly sentences: readonly Sentence[];
}

/**
 * A person, a body (a state, a party, a newspaper), an office whose holder the text does not name
 * ("a State Department spokesperson"), or somebody whom the text keeps unnamed ("officials").
 */
export type SpeakerType = "person" | "office" | "body" | "anonymous";

/** One speaker as one document mentions it. */
export interface Mention {
  readonly type: SpeakerType;
  /** The fullest name that the document gives, letter for letter but for an opening "the". */
  readonly name: string;
  /** Where the document names the speaker, in order; pronouns are left out. */
  readonly evidence: readonly Span[];
  /** Where the document states a role of the speaker, in its own words. */
  readonly roles: readonly Span[];
}

/** How a source was understood; null speakers have no way. */
export type ResolutionWay = "name" | "role" | "pronoun" | "continuation";

/** The speakers of one document and, for every statement, who of them made it. */
export interface DocumentSpeakers {
  readonly documentId: string;
  readonly mentions: readonly Mention[];
  /**
   * For every statement, in order: indices into `mentions`. Empty when the text does not tell,
   * several when they spoke jointly.
   */
  readonly statements: readonly {
    readonly speakers: readonly number[];
    readonly way: ResolutionWay | null;
  }[];
}

/** Words of a document, with their place. */
export interface Evidence {
  readonly documentId: string;
  readonly span: Span;
  readonly text: string;
}

/** One speaker of the corpus. */
export interface Speaker {
  /** Lower-case letters, digits and hyphens; for an anonymous speaker with the document's id. */
  readonly id: string;
  readonly name: string;
  readonly type: SpeakerType;
  /** How many statements are the speaker's, alone or jointly; 0 for one who is only mentioned. */
  readonly statementCount: number;
  /** Each wording once, with every place that has it; no place when the operator stated it. */
  readonly aliases: readonly { readonly text: string; readonly evidence: readonly Evidence[] }[];
  /** As the documents word them; `evidence` is null when the operator stated the role. */
  readonly roles: readonly { readonly text: string; readonly evidence: Evidence | null }[];
}

/** What an operator states about a speaker in the corpus folder; it wins over what is found. */
export interface OperatorSpeaker {
  readonly id?: string | undefined;
  readonly name: string;
  readonly aliases?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
}
