/** What an ingest did. Counts are of documents. */
export interface IngestReport {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Files that were skipped, each with the reason. An earlier version of theirs stays. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** Documents that went through encoder and tagger. */
  readonly read: number;
  readonly generation: number;
}
