import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { readLabelled } from "../../src/measure/eval/answers.ts";
import { type InvarianceReport, evaluateInvariance } from "../../src/measure/eval/invariance.ts";
import { readRewritings } from "../../src/measure/eval/rewritings.ts";
import { tempPlace } from "../support/cli.ts";

/** The measured share less a margin for the sample. */
const KEPT_MIN = 0.5;
const PAIRS = 60;

const root = resolve(import.meta.dirname, "../..");

describe("the labelled questions in everyday wordings", () => {
  let app: App;
  let report: InvarianceReport;
  beforeAll(async () => {
    const { stateDir, corpusDir } = await tempPlace();
    app = await openApp(
      loadConfig({ ON_RECORD_CORPUS_DIR: corpusDir, ON_RECORD_STATE_DIR: stateDir }),
    );
    await app.ingest();
    const labelled = await readLabelled(join(root, "test/gold/questions.json"));
    const rewritings = await readRewritings(join(root, "test/gold/rewritings.json"));
    report = await evaluateInvariance(
      await app.searchable(),
      labelled.map(({ question }) => question),
      rewritings,
      { sample: PAIRS },
    );
  });
  afterAll(() => app.close());

  it("are asked in as many pairs as are wanted", () => {
    expect(report.pairs).toBe(PAIRS);
    expect(report.byRewriting.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(PAIRS);
  });
  it("are answered as in their own wording", () => {
    expect(report.kept).toBeGreaterThanOrEqual(KEPT_MIN);
    expect(report.statusKept).toBeGreaterThanOrEqual(report.kept);
  });
});
