/**
 * What the program under test must not do, even where Discord would let it pass.
 *
 * - `route`: a route, query or version that this double does not know.
 * - `schema`, `unknown-field`: the body breaks Discord's own description.
 * - `rule`: the body breaks a rule that the description does not hold.
 * - `mentions`: a message without `allowed_mentions`.
 * - `twice`: a second acknowledgement (40060).
 * - `late`: an acknowledgement after 3 s (10062), or use of a token after 15 min (50027).
 * - `follow-ups`: a sixth follow-up where the app is only installed by the user (40094).
 * - `rate-limit`: a request before the wait that a 429 asked for was over.
 * - `gateway`: a frame that is not in order, more than 120 in a minute, or too many identifies.
 */
export type ViolationKind =
  | "route"
  | "schema"
  | "unknown-field"
  | "rule"
  | "mentions"
  | "twice"
  | "late"
  | "follow-ups"
  | "rate-limit"
  | "gateway";

export interface Violation {
  readonly kind: ViolationKind;
  /** Where: a method and path, or a gateway opcode. */
  readonly where: string;
  readonly detail: string;
}

export interface Violations {
  readonly list: readonly Violation[];
  add(violation: Violation): void;
  /** Takes out those of one kind that a test has provoked. */
  take(kind: ViolationKind): Violation[];
  /** @throws Error that lists what there is, if there is anything. */
  assertClean(): void;
}

export function newViolations(): Violations {
  const list: Violation[] = [];
  return {
    list,
    add: (violation) => void list.push(violation),
    take: (kind) => {
      const taken = list.filter((violation) => violation.kind === kind);
      const rest = list.filter((violation) => violation.kind !== kind);
      list.splice(0, list.length, ...rest);
      return taken;
    },
    assertClean: () => {
      if (list.length === 0) return;
      const lines = list.map(({ kind, where, detail }) => `- ${kind}: ${where}: ${detail}`);
      throw new Error(`Discord's rules were broken:\n${lines.join("\n")}`);
    },
  };
}
