import { describe, expect, it } from "vitest";
import { splitSentences } from "../../../src/core/text/sentences.ts";
import { headlineStatements } from "../../../src/core/statements/headlines.ts";
import { withoutAddressees } from "../../../src/core/statements/passive.ts";
import type { Statement } from "../../../src/core/statements/statement.ts";

describe("headlineStatements", () => {
  const check = (line: string, expected: string | null) =>
    it(line, () => {
      const text = `The bridge was closed on Monday, the town said.\nRead also:\n- Rain expected\n${line}`;
      const [found, ...others] = headlineStatements(text, splitSentences(text));
      const part = ([span]: Statement["source"]) => text.slice(span?.start, span?.end);
      expect(found ? `${part(found.source)}: ${part(found.content)}` : null).toBe(expected);
      expect(others).toEqual([]);
    });

  check("- Mayor of Lyon: “The bridge must go”", "Mayor of Lyon: “The bridge must go”");
  check('- Mayor Dupont: "It must go"', 'Mayor Dupont: "It must go"');
  check("- Analysis: “The bridge must go”", null);
  check("- Mayor of Lyon: the bridge must go", null);
  check("- Mayor “sad” about bridge", null);
  check("- Mayor: “One” and “two”", null);
});

describe("withoutAddressees", () => {
  const span = (text: string, words: string) => {
    const start = text.indexOf(words);
    return { start, end: start + words.length };
  };
  const check = (text: string, source: string, cue: string, content: string, keeps: boolean) =>
    it(text, () => {
      const statement: Statement = {
        kind: "reported",
        source: [span(text, source)],
        cue: [span(text, cue)],
        content: [span(text, content)],
        within: null,
      };
      const [after] = withoutAddressees(text, [statement]);
      expect(after?.source).toEqual(keeps ? statement.source : []);
      expect(after?.content).toEqual(statement.content);
    });

  check("China urged to stop its support", "China", "urged", "to stop its support", false);
  check("Drivers told to stay at home", "Drivers", "told", "to stay at home", false);
  check(
    "Rutte urged China to stop its support",
    "Rutte",
    "urged",
    "China to stop its support",
    true,
  );
  check("Rutte asked to speak first", "Rutte", "asked", "to speak first", true);
  check("Rutte told reporters to wait", "Rutte", "told", "reporters to wait", true);
});
