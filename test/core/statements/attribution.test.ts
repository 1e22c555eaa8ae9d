import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTagger } from "../../../embeddings/tagger.ts";
import { createEmbedder } from "../../../embeddings/transformers-embedder.ts";
import type { Attribution } from "../../../src/core/statements/decode.ts";
import type { StatementKind } from "../../../src/core/statements/statement.ts";
import { evaluateAttribution } from "../../../src/measure/eval/attribution.ts";
import {
  exactScores,
  kindScores,
  matchContents,
  overlapShare,
  quotationScores,
} from "../../../src/measure/eval/attribution-measures.ts";
import { builtIn } from "../../embeddings/models.ts";
import { tempDir } from "../../support/temp.ts";

type Pairs = readonly (readonly [number, number])[];

function attribution(
  kind: StatementKind,
  spans: { readonly content?: Pairs; readonly cue?: Pairs; readonly source?: Pairs },
): Attribution {
  const toSpans = (pairs: Pairs = []) => pairs.map(([start, end]) => ({ start, end }));
  return {
    kind,
    content: toSpans(spans.content),
    cue: toSpans(spans.cue),
    source: toSpans(spans.source),
  };
}

describe("exactScores", () => {
  it("counts a span when both ends are equal, and once for each type", () => {
    const gold = [
      attribution("direct", {
        source: [[0, 4]],
        content: [
          [10, 20],
          [30, 40],
        ],
      }),
      attribution("reported", { source: [[0, 4]], content: [[50, 60]] }),
    ];
    const predicted = [
      attribution("mixed", {
        source: [[0, 4]],
        content: [
          [10, 20],
          [30, 41],
        ],
      }),
    ];
    const { source, cue, content } = exactScores([{ gold, predicted }]);
    expect(source).toEqual({ precision: 1, recall: 1, f1: 1 });
    expect(cue).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(content).toEqual({ precision: 1 / 2, recall: 1 / 3, f1: 2 / 5 });
  });

  it("pools the articles and keeps them apart", () => {
    const one = [attribution("direct", { cue: [[0, 4]] })];
    const two = [attribution("direct", { cue: [[5, 9]] })];
    const { cue } = exactScores([
      { gold: one, predicted: two },
      { gold: two, predicted: two },
    ]);
    expect(cue).toEqual({ precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 });
  });
});

describe("quotationScores", () => {
  const gold = [
    attribution("direct", { content: [[0, 100]], source: [[110, 120]] }),
    attribution("mixed", { content: [[200, 300]], source: [[310, 320]] }),
    attribution("reported", { content: [[400, 500]], source: [[510, 520]] }),
  ];

  it.each<[string, Attribution[], object]>([
    [
      "right content and speaker; one of two found",
      [attribution("direct", { content: [[0, 80]], source: [[115, 116]] })],
      { content: { precision: 1, recall: 1 / 2, f1: 2 / 3 }, speakerAccuracy: 1, jointF1: 2 / 3 },
    ],
    [
      "too little overlap",
      [attribution("direct", { content: [[0, 79]], source: [[110, 120]] })],
      { content: { precision: 0, recall: 0, f1: 0 }, speakerAccuracy: 0, jointF1: 0 },
    ],
    [
      "another speaker, or none",
      [
        attribution("mixed", { content: [[0, 100]], source: [[310, 320]] }),
        attribution("mixed", { content: [[200, 300]] }),
      ],
      { content: { precision: 1, recall: 1, f1: 1 }, speakerAccuracy: 0, jointF1: 0 },
    ],
    [
      "a reported gold attribution under quotation marks: neither right nor wrong",
      [
        attribution("direct", { content: [[0, 100]], source: [[110, 120]] }),
        attribution("mixed", { content: [[400, 500]], source: [[510, 520]] }),
      ],
      { content: { precision: 1, recall: 1 / 2, f1: 2 / 3 }, speakerAccuracy: 1, jointF1: 2 / 3 },
    ],
    [
      "a reported prediction is not looked at",
      [attribution("reported", { content: [[0, 100]], source: [[110, 120]] })],
      { content: { precision: 0, recall: 0, f1: 0 }, speakerAccuracy: 0, jointF1: 0 },
    ],
  ])("%s", (_, predicted, expected) => {
    expect(quotationScores([{ gold, predicted }])).toEqual(expected);
  });
});

describe("matchContents", () => {
  it("takes the best pairs first, one to one", () => {
    const gold = [attribution("direct", { content: [[0, 100]] })];
    const [near, nearer] = [
      attribution("direct", { content: [[0, 90]] }),
      attribution("direct", { content: [[0, 95]] }),
    ];
    expect(matchContents([near, nearer], gold)).toMatchObject([{ predicted: nearer }]);
  });

  it("takes no more than there are on either side", () => {
    const content = fc
      .array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 3 })
      .map((pairs) => attribution("direct", { content: pairs.map(([a, b]) => [a, a + b]) }));
    fc.assert(
      fc.property(fc.array(content), fc.array(content), (predicted, gold) => {
        const matches = matchContents(predicted, gold);
        expect(new Set(matches.map((match) => match.predicted)).size).toBe(matches.length);
        expect(new Set(matches.map((match) => match.gold)).size).toBe(matches.length);
        for (const match of matches) {
          expect(overlapShare(match.predicted.content, match.gold.content)).toBeGreaterThanOrEqual(
            0.8,
          );
        }
      }),
    );
  });
});

describe("kindScores", () => {
  it("counts what was found of each kind, under whichever", () => {
    const gold = [
      attribution("direct", { content: [[0, 10]], source: [[20, 22]] }),
      attribution("reported", { content: [[30, 40]], source: [[50, 52]] }),
      attribution("reported", { content: [[60, 70]] }),
    ];
    const predicted = [
      attribution("direct", { content: [[0, 10]], source: [[20, 22]] }),
      attribution("mixed", { content: [[30, 40]], source: [[23, 25]] }),
    ];
    expect(kindScores([{ gold, predicted }])).toEqual([
      { kind: "direct", gold: 1, found: 1, withSpeaker: 1, sameKind: 1 },
      { kind: "mixed", gold: 0, found: 0, withSpeaker: 0, sameKind: 0 },
      { kind: "reported", gold: 2, found: 1, withSpeaker: 0, sameKind: 0 },
    ]);
  });
});

describe("evaluateAttribution", () => {
  it("reads articles, finds their attributions and compares", async () => {
    const text = "The mayor said that the bridge would open in May. Nobody clapped.";
    const at = (part: string) => [[text.indexOf(part), text.indexOf(part) + part.length]];
    const row = {
      id: "a",
      text,
      attributions: [
        {
          source: at("The mayor"),
          cue: at("said"),
          content: at("that the bridge would open in May"),
          kind: "indirect",
        },
      ],
    };
    const path = join(await tempDir(), "articles.jsonl");
    await writeFile(path, `${JSON.stringify(row)}\n`);
    const embedder = await createEmbedder(builtIn);
    const tagger = await createTagger(resolve(import.meta.dirname, "../../../embeddings/tagger"));
    const report = await evaluateAttribution({ embedder, tagger }, path, () => undefined);
    await Promise.all([embedder.close(), tagger.close()]);
    expect(report).toMatchObject({ articles: 1, attributions: 1, exact: { content: { f1: 1 } } });
    expect(report.byKind.at(-1)).toMatchObject({ gold: 1, found: 1, withSpeaker: 1, sameKind: 1 });
  });
});
